/**
 * Peers that are people or outside agents: a question becomes an open seat, which somebody claims,
 * reads and answers over the API, or gives back.
 *
 * <p>{@link crossreview.peer.seat.SeatRegistry} holds the open seats of a daemon in memory; a seat
 * that a crash takes is opened again with its call. Any thread. Absent on purpose: who may claim,
 * which the doors decide, and what an answer means.
 */
package crossreview.peer.seat;
