/**
 * What the daemon does by itself: continuing runs that a crash cut off.
 *
 * <p>{@link crossreview.maintenance.RecoveryVerticle} runs {@link
 * crossreview.maintenance.RunRecovery} at the start and again by timer. Threads: an event loop;
 * everything that blocks happens in the store. Absent on purpose: repair of damaged sessions, which
 * only an operator asks for.
 */
package crossreview.maintenance;
