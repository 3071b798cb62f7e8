package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.model.policy.LimitName;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationCall;
import crossreview.session.command.SessionCommand;

/** Changes a limit of a session. */
final class LimitChange {
  private LimitChange() {}

  static Operation operation(SteeringOperations steeringOperations) {
    return steeringOperations.operation(
        new OperationSummary(
            "session_limit",
            "Change a limit",
            "Sets a limit of this session and of its running run. Callers may lower it, only"
                + " operators may raise it. After a run stopped at a limit, a new run uses the new"
                + " value.",
            AccessRole.CALLER,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/limits")),
        LimitChangeInput.class,
        LimitChange::command);
  }

  private static SessionCommand command(OperationCall operationCall, LimitChangeInput input) {
    return new SessionCommand.ChangeLimit(
        input.limit(), input.to(), operationCall.principal().operator());
  }

  record LimitChangeInput(
      @Description("The session.") SessionId sessionId,
      @Description("The limit.") LimitName limit,
      @Description("Its new value: a whole number, or US dollars.") @TextLength(max = 20)
          String to) {}
}
