/**
 * Votes, the result of counting them, and opinions of judges.
 *
 * <p>{@link crossreview.model.vote.Verdict} is one peer's vote with findings, dispositions and
 * citations; {@link crossreview.model.vote.TallyResult} is what a round came to, with its blockers;
 * {@link crossreview.model.vote.JudgeOpinion} is what a judge said about one finding; {@link
 * crossreview.model.vote.VoteIndependence} is how many independent votes a panel's votes amount to.
 * Threads: immutable values. Absent on purpose: reading a verdict out of an answer ({@code
 * verdict}) and counting ({@code session}).
 */
@NullMarked
package crossreview.model.vote;

import org.jspecify.annotations.NullMarked;
