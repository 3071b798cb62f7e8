/**
 * Operations on runs: start one, steer it, end it.
 *
 * <p>Entry: {@link crossreview.operation.run.RunOperations}. A run continues after the answer;
 * {@code session_events} shows its progress. {@link crossreview.operation.run.SteeringOperations}
 * pause, resume, constrain, change a limit or swap a peer while the session is open. Threads: the
 * request's context. Absent on purpose: how a run is carried out, which is in {@code review},
 * behind {@link crossreview.operation.OperationContext}.
 */
@NullMarked
package crossreview.operation.run;

import org.jspecify.annotations.NullMarked;
