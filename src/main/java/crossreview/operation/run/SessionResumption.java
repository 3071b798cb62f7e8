package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.Operation.SessionIdInput;
import crossreview.operation.OperationCall;
import crossreview.session.command.SessionCommand;

/** Lets a paused session continue. */
final class SessionResumption {
  private SessionResumption() {}

  static Operation operation(SteeringOperations steeringOperations) {
    return steeringOperations.operation(
        new OperationSummary(
            "session_resume",
            "Resume a session",
            "Continues a paused session. A session that is not paused is not changed.",
            AccessRole.CALLER,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/resume")),
        SessionIdInput.class,
        SessionResumption::command);
  }

  private static SessionCommand command(OperationCall operationCall, SessionIdInput input) {
    return new SessionCommand.Resume();
  }
}
