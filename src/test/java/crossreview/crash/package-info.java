/**
 * Tests that kill writing processes, cut the power and let the disk fail, again and again.
 *
 * <p>{@code make crash} runs them; {@code CRASH=long make crash} runs them long. Each harness shows
 * on a deliberately broken build that it finds losses. {@link
 * crossreview.crash.DaemonLivesCrashTest} does it to the built daemon and asks whoever deals with
 * it: clients, consumers of everything, and peers that are paid; its long form is continued until
 * enough was tried.
 */
package crossreview.crash;
