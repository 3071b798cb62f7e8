package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.Map;

/** Opens a session from a round of another one. */
final class SessionFork {
  private static final int ROUND_MAX = 100_000;

  private final OperationContext operationContext;
  private final SessionIdGenerator ids;

  SessionFork(OperationContext operationContext, SessionIdGenerator ids) {
    this.operationContext = operationContext;
    this.ids = ids;
  }

  Operation operation() {
    return new Operation(
        "session_fork",
        "Fork a session at a round",
        "Opens a new session that begins where a round of this one began: the same text, evidence"
            + " and constraints, the same panel under the same rules, linked by forked_from. This"
            + " one is not touched. Hand in another text or begin its run with run_start, then"
            + " compare the two with session_diff.",
        input(),
        SessionJson.schema(),
        AccessRole.CALLER,
        OperationHints.ADDS,
        HttpRoute.post("/sessions/{session_id}/fork"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .must("round", SchemaBuilder.whole(1, ROUND_MAX, "The round whose beginning it takes."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return operationContext
        .runService()
        .fork(
            operationCall.session(),
            (int) operationCall.number("round", 1),
            ids.next(operationCall),
            operationCall.cause())
        .map(SessionFork::made);
  }

  private static OperationResult made(Session session) {
    return new OperationResult.CreatedResult(SessionJson.of(session), "/sessions/" + session.id());
  }
}
