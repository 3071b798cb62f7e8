/**
 * What keeps secrets in and instructions out.
 *
 * <p>{@link crossreview.guard.SecretScanner} finds what looks like a secret, in linear time, for
 * whoever warns, masks or repairs; {@link crossreview.guard.Fences} makes the lines that texts from
 * outside stand between in prompts. Both are pure: random nonces are given by the caller. Threads:
 * everything is stateless or immutable. Absent on purpose: altering an artifact's bytes, any decision
 * about what to do when a secret is found, and regular expressions over whole texts.
 */
package crossreview.guard;
