/**
 * Peers that are people or outside agents: a question becomes an open seat, which is claimed, read
 * and answered over the API, or returned.
 *
 * <p>{@link crossreview.peer.seat.SeatRegistry} holds the open seats of a daemon in memory; a seat
 * that a crash takes is opened again with its call. {@link crossreview.peer.seat.SeatPeer} is the
 * peer that opens them. Threads: any. Absent on purpose: who may claim a seat, which the operations
 * decide, and what an answer means.
 */
@NullMarked
package crossreview.peer.seat;

import org.jspecify.annotations.NullMarked;
