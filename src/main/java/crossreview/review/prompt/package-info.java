/**
 * What a call of a review is asked with.
 *
 * <p>{@link crossreview.review.prompt.PromptInputSource} gathers what a peer is shown from the
 * session: text, files beside it, evidence, findings, and what is new to it; {@link
 * crossreview.review.prompt.PromptStore} keeps the parts as texts of the session. Threads: a run's
 * virtual thread. Absent on purpose: the words of a prompt, which are in {@code prompt}.
 */
@NullMarked
package crossreview.review.prompt;

import org.jspecify.annotations.NullMarked;
