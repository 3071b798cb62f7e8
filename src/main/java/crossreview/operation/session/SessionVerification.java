package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Proves that what is stored is what was written. */
final class SessionVerification {
  private final OperationContext operationContext;

  SessionVerification(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    Map<String, Object> output =
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text("The session."))
            .must("ok", SchemaBuilder.flag("Whether nothing is damaged."))
            .build();
    output.put("additionalProperties", true); // the verifier says what it looked at
    return new Operation(
        "session_verify",
        "Verify a session",
        "Checks everything that is stored of a session: the chain of lines, the heads, every stored"
            + " text by its digest, every vote bound to its bytes. Lists each damage with its"
            + " place.",
        SessionRead.INPUT,
        output,
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.post("/sessions/{session_id}/verify"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionId id = operationCall.session();
    return operationContext
        .sessionRegistry()
        .view(id)
        .compose(view ->
            operationContext
                .workExecutor()
                .run(() -> operationContext.documentService().verify(id)))
        .map(verification -> answer(id, verification));
  }

  private static OperationResult answer(SessionId id, Map<String, Object> verification) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.putAll(verification);
    return new OperationResult.ValueResult(body);
  }
}
