/**
 * The prompts for language models, in parts.
 *
 * <p>{@link crossreview.prompt.PromptBuilder} makes the prompts of reviewers, authors and judges,
 * and of a second try. Stable parts come first and are the same text for all peers, rounds and,
 * where possible, sessions, so that each is stored once by its digest and a provider's cache can
 * keep them; the artifact is a separate part, byte for byte. Text from outside is between fences
 * that it cannot close. {@link crossreview.prompt.PromptContext} says which files have room beside
 * it. Threads: everything is pure and immutable. Absent on purpose: cutting anything, and knowing
 * which peer is asked.
 */
@NullMarked
package crossreview.prompt;

import org.jspecify.annotations.NullMarked;
