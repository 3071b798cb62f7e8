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

/** Contests an outcome. */
final class SessionContest {
  private final OperationContext operationContext;

  SessionContest(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "contest_verdict",
        "Contest an outcome",
        "Contests the outcome of a closed session: that one notes it and stays as it is, and a new"
            + " session is opened about the same text under the same rules, with you as the"
            + " petitioner. Begin its run with run_start, or hand in another text first. A session"
            + " is contested once.",
        input(),
        SessionJson.schema(),
        AccessRole.CALLER,
        OperationHints.ADDS,
        HttpRoute.post("/sessions/{session_id}/contest"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The closed session."))
        .must("reason", SchemaBuilder.text(1, 1_000, "What is wrong with its outcome."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return operationContext
        .runService()
        .contest(operationCall.session(), operationCall.text("reason"), operationCall.cause())
        .map(SessionContest::made);
  }

  private static OperationResult made(Session session) {
    return new OperationResult.CreatedResult(SessionJson.of(session), "/sessions/" + session.id());
  }
}
