package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.Session;
import crossreview.store.index.SessionState;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a session before it is unanimous. */
final class SessionCancellation {
  private static final String REASON_DEFAULT = "requester_requested";

  private final OperationContext operationContext;

  SessionCancellation(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_cancel",
        "Cancel a session",
        "Stops the running run within two seconds and closes the session for good; open calls to"
            + " peers are called off. Repeating it changes nothing. A finished outcome stays.",
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text(1, 200, "The session."))
            .may("reason", SchemaBuilder.text(1, 1_000, "Why."))
            .build(),
        output(),
        AccessRole.CALLER,
        OperationHints.ENDS,
        HttpRoute.post("/sessions/{session_id}/cancel"),
        this::handle);
  }

  private static Map<String, Object> output() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text("The session."))
        .must("state", SchemaBuilder.words(SessionState.WORDS, "Where it stands now."))
        .must("requested", SchemaBuilder.flag("The cancel is durable."))
        .must("head", SchemaBuilder.whole(1, Long.MAX_VALUE, "The seq of the last line."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionId id = operationCall.session();
    String reason = operationCall.has("reason") ? operationCall.text("reason") : REASON_DEFAULT;
    return operationContext
        .runService()
        .cancel(id, reason, operationCall.cause())
        .map(SessionCancellation::answer);
  }

  private static OperationResult answer(Session session) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("state", SessionState.of(session));
    body.put("requested", true);
    body.put("head", session.seq());
    return new OperationResult.ValueResult(body);
  }
}
