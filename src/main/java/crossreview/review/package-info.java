/**
 * Conducting reviews: one virtual-thread verticle for each running run.
 *
 * <p>{@link crossreview.review.ReviewService} starts, cancels and resumes; the conduct is a loop
 * that takes the next step that the law names, so continuing after a crash is taking the next step.
 * A review is a client of its session's log like every door. Threads: a script awaits on its
 * virtual thread and owns its state there; nothing here touches a file. Absent on purpose: rules,
 * retries, prices.
 */
package crossreview.review;
