/**
 * The port to reviewers: what is asked, what comes back, and how a call is cancelled.
 *
 * <p>{@link crossreview.peer.Peer} is implemented by the packages below: built-in rules, local
 * programs, providers over HTTP, and seats for people. A peer never retries, keeps no state between
 * calls and never writes to a session. {@link crossreview.peer.PeerRegistry} knows all peers of a
 * daemon and {@link crossreview.peer.PeerHealthChecker} checks them. Threads: {@link
 * crossreview.peer.Peer#ask} is called on a Vert.x context and must not block it. Absent on
 * purpose: retries, concurrency limits and budgets, which are in {@code call}.
 */
@NullMarked
package crossreview.peer;

import org.jspecify.annotations.NullMarked;
