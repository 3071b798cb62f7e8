/**
 * Rules that deciding and scripting share: who may vote, write or judge, and what a round's votes
 * come to.
 *
 * <p>{@link crossreview.session.rule.Tally} counts a round; {@link crossreview.session.rule.Panel}
 * knows who may take part; {@link crossreview.session.rule.JudgeEligibility} and {@link
 * crossreview.session.rule.FindingIdentity} decide the two questions that several rules need. They
 * are separate, so that the decider and the script cannot disagree. Threads: pure. Absent on
 * purpose: events and commands.
 */
@NullMarked
package crossreview.session.rule;

import org.jspecify.annotations.NullMarked;
