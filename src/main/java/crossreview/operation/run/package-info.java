/**
 * Operations on runs: begin one, end one.
 *
 * <p>A run goes on after the answer; {@code session_events} shows how far it is. Entry: {@link
 * crossreview.operation.run.RunOperations}. Threads: the door's context. Absent on purpose: how a
 * run is conducted, which is {@code review}'s, behind {@link
 * crossreview.operation.OperationContext.Runs}.
 */
package crossreview.operation.run;
