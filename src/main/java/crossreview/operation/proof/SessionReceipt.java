package crossreview.operation.proof;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Digest;
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

/** Reads the receipt of a closed session. */
final class SessionReceipt {
  private static final String MEDIA_TYPE = "application/vnd.crossreview.receipt+json";

  private final OperationContext operationContext;

  SessionReceipt(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_receipt",
            "Read a receipt",
            "Reads the signed receipt of a closed session: outcome, digests of approved text,"
                + " prompts and answers, every vote, and the head of the journal. Check it"
                + " anywhere, offline, with `crossreview verify-receipt`.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.getDocument("/sessions/{session_id}/receipt", MEDIA_TYPE)),
        SessionIdInput.class,
        SessionReceiptOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionReceiptOutput>> handle(
      OperationCall operationCall, SessionIdInput input) {
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .compose(view -> StoredReceipt.of(operationContext.sessionRegistry(), view.session()))
        .map(receipt -> answer(input.sessionId(), receipt.sha256(), receipt.bytes()));
  }

  private static OperationAnswer<SessionReceiptOutput> answer(
      SessionId id, Digest digest, byte[] bytes) {
    try {
      return OperationAnswer.document(
          new SessionReceiptOutput(id, digest, JsonReader.readObject(bytes)), bytes, MEDIA_TYPE);
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("the blob has the digest of a receipt", e);
    }
  }

  record SessionReceiptOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The digest of the receipt, as in the closing line.") Digest sha256,
      @Description("content, key and signature; the signature is over both.") @OpaqueObject
          Map<String, Object> receipt) {}
}
