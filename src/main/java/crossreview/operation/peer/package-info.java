/**
 * The operations on peers: who there is, and whether they can be asked.
 *
 * <p>{@link crossreview.operation.peer.PeerOperations} lists them. Absent on purpose: any call that
 * costs money.
 */
package crossreview.operation.peer;
