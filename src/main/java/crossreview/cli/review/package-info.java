/**
 * The {@code review} command from the input to the result.
 *
 * <p>{@link crossreview.cli.review.ReviewFlow} is the entry: {@link
 * crossreview.cli.review.ArtifactSource} reads what is reviewed from a file, stdin or git, a
 * session is opened, {@link crossreview.cli.review.RunFollower} shows the run until it ends, and
 * {@link crossreview.cli.review.ReviewSummary} says the answer, who blocks and what to do next.
 * Threads: the main thread. Absent on purpose: writing to the files under review, and any verdict
 * that the daemon did not give.
 */
@NullMarked
package crossreview.cli.review;

import org.jspecify.annotations.NullMarked;
