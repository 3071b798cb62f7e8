/**
 * The one call path: everything between a reservation and a settlement, for every kind of peer.
 *
 * <p>{@link crossreview.call.CallExecutor} is a chain of layers: a line per lane, retries by timer,
 * a deadline for the whole call, a bound for the answer. {@link crossreview.call.BudgetGuard} is
 * asked for a ceiling before anything is reserved. Threads: futures complete on the context that
 * asked; no layer blocks. Absent on purpose: what an answer means, and any retry elsewhere in the
 * house.
 */
package crossreview.call;
