/**
 * Operations on findings: reading and waiving them.
 *
 * <p>Entry: {@link crossreview.operation.finding.FindingOperations}. Findings are shown with their
 * state, their citations and every move; an operator may waive one with a reason. Threads: the
 * request's context. Absent on purpose: opening a finding, or moving one in any other way, from
 * outside.
 */
@NullMarked
package crossreview.operation.finding;

import org.jspecify.annotations.NullMarked;
