/**
 * Looking back at a session: checklists, recounts and agreement, computed from its state.
 *
 * <p>{@link crossreview.session.analysis.EvidenceChecklist} shows requests for evidence as a list
 * to work off, {@link crossreview.session.analysis.PolicySimulation} counts the rounds again under
 * another policy, and {@link crossreview.session.analysis.VoteAgreement} measures how independent
 * votes are. Threads: pure and immutable. Absent on purpose: any decision; nothing here changes a
 * session.
 */
@NullMarked
package crossreview.session.analysis;

import org.jspecify.annotations.NullMarked;
