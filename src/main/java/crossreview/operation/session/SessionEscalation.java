package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.model.run.EscalationSeverity;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;

/** Asks for a person. */
final class SessionEscalation {
  private final OperationContext operationContext;

  SessionEscalation(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "escalate_to_operator",
            "Ask for a person",
            "Records that a person should look at this session, and why. The review continues;"
                + " consumers of the session see it, and the report lists it.",
            AccessRole.CALLER,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/escalations")),
        SessionEscalationInput.class,
        SessionJson.SESSION,
        this::handle);
  }

  private Future<OperationAnswer<SessionExcerpt>> handle(
      OperationCall operationCall, SessionEscalationInput input) {
    return operationContext
        .sessionRegistry()
        .record(
            input.sessionId(),
            new SessionCommand.Escalate(input.reason(), input.severity()),
            operationCall.cause())
        .map(commitResult -> OperationAnswer.done(SessionExcerpt.whole(commitResult.session())));
  }

  record SessionEscalationInput(
      @Description("The session.") SessionId sessionId,
      @Description("What the person has to decide.") @TextLength(max = 1_000) String reason,
      @Description("warning by default.") @DefaultValue("warning") EscalationSeverity severity) {}
}
