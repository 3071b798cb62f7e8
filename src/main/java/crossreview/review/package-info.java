/**
 * Carrying out reviews: one virtual-thread verticle for each active run.
 *
 * <p>{@link crossreview.review.ReviewService} starts, cancels and resumes runs. {@link
 * crossreview.review.ReviewLoop} takes the next step that the rules name and asks again, so
 * continuing after a crash is the same as going on. A review is a client of its session's log like
 * every caller. Threads: a run waits on its virtual thread and owns its state there; nothing here
 * touches a file. Absent on purpose: rules, retries, prices.
 */
@NullMarked
package crossreview.review;

import org.jspecify.annotations.NullMarked;
