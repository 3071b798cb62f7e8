/**
 * The one call path: everything between the reservation and the settlement of a call, for every
 * kind of peer.
 *
 * <p>{@link crossreview.call.CallExecutor} is the entry; it builds a chain of layers: concurrency
 * limit, token rate, circuit breaker, retries by timer, a deadline for the whole call, a bound for
 * the answer. {@link crossreview.call.BudgetGuard} reserves the ceiling of a call before the call
 * is reserved in the journal. Everything is here once, so that no peer and no operation retries or
 * limits by itself. Threads: futures complete on the context that asked, and no layer blocks.
 * Absent on purpose: what an answer means.
 */
@NullMarked
package crossreview.call;

import org.jspecify.annotations.NullMarked;
