/**
 * Tests that kill writing processes, cut the power and let the disk fail, again and again.
 *
 * <p>{@code make crash} runs them; {@code CRASH=long make crash} runs them long. Each harness shows
 * on a deliberately broken build that it finds losses.
 */
package crossreview.crash;
