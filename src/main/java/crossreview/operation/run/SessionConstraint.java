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
            "Tells all reviewers and authors of this session something beside its task, from the"
                + " next round on: for example that an interface must stay. It is shown with who"
                + " said it.",
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
      @Description("What they have to respect.") @TextLength(max = 1_000) String text) {}
}
