/**
 * Operations on seats: questions that wait for a person or an outside agent.
 *
 * <p>Entry: {@link crossreview.operation.seat.SeatOperations}: list, claim, read, answer, return,
 * invite. The caller that opened a session cannot take a seat of it. Threads: the request's
 * context. Absent on purpose: what an answer means beyond its form.
 */
@NullMarked
package crossreview.operation.seat;

import org.jspecify.annotations.NullMarked;
