package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.WireEnum;
import crossreview.model.policy.LimitName;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.OperationCall;
import crossreview.session.command.SessionCommand;
import java.util.Map;

/** Changes a limit of a session. */
final class LimitChange {
  private LimitChange() {}

  static Operation operation(SteeringOperations steeringOperations) {
    return steeringOperations.operation(
        new SteeringOperations.SteeringSpec(
            "session_limit",
            "Change a limit",
            "Sets a limit of this session and of its running run. Callers may lower it, only"
                + " operators may raise it. A run that stopped at a limit can be started again"
                + " under the new one.",
            input(),
            AccessRole.CALLER,
            HttpRoute.post("/sessions/{session_id}/limits"),
            LimitChange::command));
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .must("limit", SchemaBuilder.words(LimitName.class, "Which one."))
        .must("to", SchemaBuilder.text(1, 20, "Its new value: a whole number, or US dollars."))
        .build();
  }

  private static SessionCommand command(OperationCall operationCall) {
    LimitName limit = WireEnum.find(LimitName.class, operationCall.text("limit")).orElseThrow();
    return new SessionCommand.ChangeLimit(
        limit, operationCall.text("to"), operationCall.principal().operator());
  }
}
