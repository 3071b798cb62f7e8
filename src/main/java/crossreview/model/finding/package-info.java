/**
 * Findings: what a reviewer asks to be changed or shown, and the states of such a request.
 *
 * <p>{@link crossreview.model.finding.Finding} is one, with kind, severity, statement and
 * citations; {@link crossreview.model.finding.FindingState} and {@link
 * crossreview.model.finding.MoveMethod} say where it is and how it got there; {@link
 * crossreview.model.finding.Citation} is a quotation of the artifact. Threads: immutable values.
 * Absent on purpose: who may move a finding, which {@code session} decides.
 */
@NullMarked
package crossreview.model.finding;

import org.jspecify.annotations.NullMarked;
