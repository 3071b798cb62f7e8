/**
 * Values about calls to peers: what a call is for, what it used, what it may cost, how it failed.
 *
 * <p>{@link crossreview.model.call.PeerFailure} describes a failed call in stable codes; {@link
 * crossreview.model.call.TokenUsage}, {@link crossreview.model.call.PriceCard} and {@link
 * crossreview.model.call.CostEstimate} are what cost is computed from. They are shared by the call
 * path, the journal and the answers of operations, so they have one meaning. Threads: immutable
 * values. Absent on purpose: prices of providers, which come from the settings, and sending
 * anything.
 */
@NullMarked
package crossreview.model.call;

import org.jspecify.annotations.NullMarked;
