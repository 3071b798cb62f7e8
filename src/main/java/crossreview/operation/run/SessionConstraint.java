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

/** Tells the peers of a session something more. */
final class SessionConstraint {
  private SessionConstraint() {}

  static Operation operation(SteeringOperations steeringOperations) {
    return steeringOperations.operation(
        new OperationSummary(
            "session_constrain",
            "Add a constraint",
            "Adds a constraint to the task, which all reviewers and authors see from the next round"
                + " on: for example that an interface must not change. It is shown with its"
                + " author.",
            AccessRole.OPERATOR,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/constraints")),
        SessionConstraintInput.class,
        SessionConstraint::command);
  }

  private static SessionCommand command(OperationCall operationCall, SessionConstraintInput input) {
    return new SessionCommand.Constrain(input.text());
  }

  record SessionConstraintInput(
      @Description("The session.") SessionId sessionId,
      @Description("The constraint.") @TextLength(max = 1_000) String text) {}
}
