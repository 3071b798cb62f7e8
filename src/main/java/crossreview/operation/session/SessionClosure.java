package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.WireEnum;
import crossreview.model.run.EndReason;
import crossreview.model.run.SessionOutcome;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.Map;

/** Closes a session by hand. */
final class SessionClosure {
  private final OperationContext operationContext;

  SessionClosure(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_finalize",
        "Close a session",
        "Closes a session for good, without a running run. `converged` is refused: only a unanimous"
            + " run closes a session so, and it does it by itself. `max-rounds` needs a last run"
            + " that ended for its number of rounds.",
        input(),
        SessionJson.schema(),
        AccessRole.OPERATOR,
        OperationHints.ENDS,
        HttpRoute.post("/sessions/{session_id}/finalize"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .must("outcome", SchemaBuilder.words(SessionOutcome.class, "aborted or max-rounds."))
        .may("reason", SchemaBuilder.text(1, 1_000, "Why, in words."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionOutcome sessionOutcome =
        WireEnum.find(SessionOutcome.class, operationCall.text("outcome")).orElseThrow();
    EndReason endReason =
        switch (sessionOutcome) {
          case CONVERGED -> EndReason.UNANIMOUS_READY;
          case MAX_ROUNDS -> EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY;
          case ABORTED -> EndReason.CLOSED_BY_OPERATOR;
        };
    return operationContext
        .sessionRegistry()
        .record(
            operationCall.session(),
            new SessionCommand.Finalize(sessionOutcome, endReason, operationCall.text("reason")),
            operationCall.cause())
        .map(commitResult ->
            new OperationResult.ValueResult(SessionJson.of(commitResult.session())));
  }
}
