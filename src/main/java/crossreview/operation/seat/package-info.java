/**
 * The operations on seats: what waits for a person or an outside agent, and answering it.
 *
 * <p>{@link crossreview.operation.seat.SeatOperations} lists them. Whoever opened a session cannot
 * take a seat of it. Absent on purpose: what an answer means beyond its form.
 */
package crossreview.operation.seat;
