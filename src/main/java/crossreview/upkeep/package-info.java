/**
 * What the daemon does by itself: continuing runs that a crash cut off.
 *
 * <p>{@link crossreview.upkeep.UpkeepVerticle} runs {@link crossreview.upkeep.Recovery} at the
 * start and again by timer. Threads: an event loop; everything that blocks happens in the store.
 * Absent on purpose: repair of damaged sessions, which only an operator asks for.
 */
package crossreview.upkeep;
