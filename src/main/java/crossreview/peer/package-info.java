/**
 * The port to whoever reviews: what is asked, what comes back, and how a call is called off.
 *
 * <p>{@link crossreview.peer.Peer} is implemented by wires in sub-packages and by the scripted peer
 * of the test kit. A peer never retries, never keeps state between calls and never writes to a
 * session. Threads: {@link crossreview.peer.Peer#ask} is called on a Vert.x context and must not
 * block it. Absent on purpose: prices, retries and concurrency limits, which belong to the one call
 * path.
 */
package crossreview.peer;
