package crossreview.operation.proof;

import crossreview.access.AccessRole;
import crossreview.codec.ObjectCodec;
import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.Operation.SessionIdInput;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.proof.VerificationResult;
import io.vertx.core.Future;

/** Proves that what is stored is what was written. */
final class SessionVerification {
  private static final ObjectCodec<VerifiedSession> OUTPUT =
      ObjectCodec.<VerifiedSession>object()
          .must("session_id", SchemaBuilder.text("The session."), VerifiedSession::id)
          .inline(VerificationResult.CODEC, VerifiedSession::result)
          .open(); // the verifier says what it looked at

  private final OperationContext operationContext;

  SessionVerification(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_verify",
            "Verify a session",
            "Verifies all stored data of a session: the chain of lines, the heads, every stored"
                + " text by its digest, every vote bound to its bytes. Lists each damage with its"
                + " place.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.post("/sessions/{session_id}/verify")),
        SessionIdInput.class,
        OUTPUT,
        this::handle);
  }

  private Future<OperationAnswer<VerifiedSession>> handle(
      OperationCall operationCall, SessionIdInput input) {
    SessionId id = input.sessionId();
    return operationContext
        .sessionRegistry()
        .view(id)
        .compose(view ->
            operationContext
                .workExecutor()
                .run(() -> operationContext.documentService().verify(id)))
        .map(result -> OperationAnswer.done(new VerifiedSession(id, result)));
  }

  private record VerifiedSession(SessionId id, VerificationResult result) {}
}
