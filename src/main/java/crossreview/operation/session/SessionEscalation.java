package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.WireEnum;
import crossreview.model.run.EscalationSeverity;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.Map;

/** Asks for a person. */
final class SessionEscalation {
  private final OperationContext operationContext;

  SessionEscalation(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "escalate_to_operator",
        "Ask for a person",
        "Records that a person has to look at this session, and why. Nothing stops: whoever follows"
            + " the session sees it, and the report lists it.",
        input(),
        SessionJson.schema(),
        AccessRole.CALLER,
        OperationHints.ADDS,
        HttpRoute.post("/sessions/{session_id}/escalations"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .must("reason", SchemaBuilder.text(1, 1_000, "What the person has to decide."))
        .may("severity", SchemaBuilder.words(EscalationSeverity.class, "warning without it."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    EscalationSeverity severity =
        operationCall.has("severity")
            ? WireEnum.find(EscalationSeverity.class, operationCall.text("severity")).orElseThrow()
            : EscalationSeverity.WARNING;
    return operationContext
        .sessionRegistry()
        .record(
            operationCall.session(),
            new SessionCommand.Escalate(operationCall.text("reason"), severity),
            operationCall.cause())
        .map(commitResult ->
            new OperationResult.ValueResult(SessionJson.of(commitResult.session())));
  }
}
