/**
 * What keeps secrets in and instructions out.
 *
 * <p>{@link crossreview.guard.Redaction} replaces secrets in values before they are encoded, at one
 * choke point for events, logs, errors and reports; {@link crossreview.guard.Fences} makes the lines
 * that texts from outside stand between in prompts. Both are pure: keys and random nonces are given
 * by the caller. Threads: everything is immutable. Absent on purpose: altering an artifact's bytes,
 * and any decision about what to do when a secret is found.
 */
package crossreview.guard;
