package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationCall;
import crossreview.session.command.SessionCommand;
import org.jspecify.annotations.Nullable;

/** Holds a session up. */
final class SessionPause {
  private SessionPause() {}

  static Operation operation(SteeringOperations steeringOperations) {
    return steeringOperations.operation(
        new OperationSummary(
            "session_pause",
            "Pause a session",
            "Starts no further step in this session until session_resume, also after a restart of"
                + " the daemon. Open calls end normally and count. The time limit does not run.",
            AccessRole.CALLER,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/pause")),
        SessionPauseInput.class,
        SessionPause::command);
  }

  private static SessionCommand command(OperationCall operationCall, SessionPauseInput input) {
    return new SessionCommand.Pause(input.reason());
  }

  record SessionPauseInput(
      @Description("The session.") SessionId sessionId,
      @Description("Why.") @TextLength(max = 1_000) @Nullable String reason) {}
}
