/**
 * What keeps secrets in and instructions out.
 *
 * <p>{@link crossreview.guard.SecretScanner} finds what looks like a secret, in linear time, for
 * the code that warns, masks or repairs; {@link crossreview.guard.Redaction} replaces secrets and
 * configured keys in values before they are encoded, at one choke point for events, logs, errors
 * and reports; {@link crossreview.guard.PromptFenceFactory} makes the lines that texts from outside
 * stand between in prompts. All are pure: keys and random nonces are given by the caller. Threads:
 * everything is stateless or immutable. Absent on purpose: altering an artifact's bytes, any
 * decision about what to do when a secret is found, and regular expressions over whole texts.
 */
@NullMarked
package crossreview.guard;

import org.jspecify.annotations.NullMarked;
