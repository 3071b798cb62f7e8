package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.OperationCall;
import crossreview.session.command.SessionCommand;
import java.util.Map;

/** Holds a session up. */
final class SessionPause {
  private SessionPause() {}

  static Operation operation(SteeringOperations steeringOperations) {
    return steeringOperations.operation(
        new SteeringOperations.SteeringSpec(
            "session_pause",
            "Pause a session",
            "Begins nothing more in this session until session_resume, not after a restart of the"
                + " daemon either. Calls under way end by themselves and count. The time does not"
                + " count.",
            input(),
            AccessRole.CALLER,
            HttpRoute.post("/sessions/{session_id}/pause"),
            SessionPause::command));
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .may("reason", SchemaBuilder.text(1, 1_000, "Why."))
        .build();
  }

  private static SessionCommand command(OperationCall operationCall) {
    return new SessionCommand.Pause(
        operationCall.has("reason") ? operationCall.text("reason") : null);
  }
}
