package crossreview.operation.proof;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.json.JsonWriter;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.Operation.SessionIdInput;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import io.vertx.core.Future;
import java.util.Map;

/** Reads the receipt of a closed session as an attestation. */
final class SessionAttestation {
  private static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

  private final OperationContext operationContext;

  SessionAttestation(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_attestation",
            "Read an attestation",
            "Reads what the receipt of a closed session says as an attestation: an in-toto"
                + " statement about the head commit, the change and the text, in a DSSE envelope"
                + " that the key of the receipt signs. The commit is the one that the caller"
                + " named; compare the change with it.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.getDocument("/sessions/{session_id}/attestation", MEDIA_TYPE)),
        SessionIdInput.class,
        SessionAttestationOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionAttestationOutput>> handle(
      OperationCall operationCall, SessionIdInput input) {
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .compose(view -> StoredReceipt.of(operationContext.sessionRegistry(), view.session()))
        .compose(receipt -> operationContext.workExecutor().run(() -> answer(receipt)));
  }

  private OperationAnswer<SessionAttestationOutput> answer(StoredReceipt receipt) {
    Map<String, Object> envelope =
        operationContext.documentService().attestation(receipt.session(), receipt.bytes());
    return OperationAnswer.document(
        new SessionAttestationOutput(receipt.session().id(), envelope),
        JsonWriter.bytes(envelope),
        MEDIA_TYPE);
  }

  record SessionAttestationOutput(
      @Description("The session.") SessionId sessionId,
      @Description("payloadType, payload (base64) and signatures, as DSSE has them.") @OpaqueObject
          Map<String, Object> envelope) {}
}
