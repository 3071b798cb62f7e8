package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.OperationCall;
import crossreview.session.command.SessionCommand;
import java.util.Map;

/** Lets a paused session go on. */
final class SessionResumption {
  private SessionResumption() {}

  static Operation operation(SteeringOperations steeringOperations) {
    return steeringOperations.operation(
        new SteeringOperations.SteeringSpec(
            "session_resume",
            "Resume a session",
            "Lets a paused session go on where it stood. A session that is not paused stays as it"
                + " is.",
            input(),
            AccessRole.CALLER,
            HttpRoute.post("/sessions/{session_id}/resume"),
            SessionResumption::command));
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .build();
  }

  private static SessionCommand command(OperationCall operationCall) {
    return new SessionCommand.Resume();
  }
}
