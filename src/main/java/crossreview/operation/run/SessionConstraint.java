package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.OperationCall;
import crossreview.session.command.SessionCommand;
import java.util.Map;

/** Tells the peers of a session something more. */
final class SessionConstraint {
  private SessionConstraint() {}

  static Operation operation(SteeringOperations steeringOperations) {
    return steeringOperations.operation(
        new SteeringOperations.SteeringSpec(
            "session_constrain",
            "Add a constraint",
            "Tells all reviewers and authors of this session something beside its task, from the"
                + " next round on: for example that an interface must stay. It is shown with who"
                + " said it.",
            input(),
            AccessRole.OPERATOR,
            HttpRoute.post("/sessions/{session_id}/constraints"),
            SessionConstraint::command));
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .must("text", SchemaBuilder.text(1, 1_000, "What they have to respect."))
        .build();
  }

  private static SessionCommand command(OperationCall operationCall) {
    return new SessionCommand.Constrain(operationCall.text("text"));
  }
}
