/**
 * What must not leak and what must not get in: secrets in texts, and fences around foreign material.
 *
 * <p>{@link crossreview.guard.SecretScanner} finds what looks like a secret, in linear time; {@code
 * Redaction} masks secrets before anything is encoded; {@code Fences} keep a prompt's data apart from
 * its instructions. Everything is pure. Threads: stateless. Absent on purpose: a regular expression that
 * could take more than linear time.
 */
package crossreview.guard;
