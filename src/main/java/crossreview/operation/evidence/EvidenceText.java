package crossreview.operation.evidence;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.ValueChecks;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.SessionSupplement.EvidenceRecord;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a piece of evidence; its digest is checked on every read. */
final class EvidenceText {
  private static final String MEDIA_TYPE = "text/plain"; // nothing that shows it runs it

  private final OperationContext operationContext;

  EvidenceText(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_evidence_text",
        "Read a piece of evidence",
        "Reads the text of one piece of evidence, byte for byte. session_evidence lists the"
            + " digests. A text that is not what was handed in is refused as damaged.",
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text(1, 200, "The session."))
            .must("sha256", SchemaBuilder.text(1, 200, "The digest of the piece."))
            .build(),
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text("The session."))
            .must("evidence", EvidenceJson.schema())
            .must("text", SchemaBuilder.text("The text."))
            .build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.getDocument("/sessions/{session_id}/evidence/{sha256}", MEDIA_TYPE),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionId id = operationCall.session();
    return operationContext
        .sessionRegistry()
        .view(id)
        .map(view -> piece(operationCall, view))
        .compose(piece ->
            operationContext
                .sessionRegistry()
                .blob(id, piece.attached().artifact().sha256())
                .map(bytes -> answer(id, piece, bytes)));
  }

  private static EvidenceRecord piece(OperationCall operationCall, SessionView view) {
    String given = operationCall.text("sha256");
    return Digest.parse(given)
        .flatMap(digest ->
            view.session().supplement().evidence().stream()
                .filter(piece -> piece.attached().artifact().sha256().equals(digest))
                .findFirst())
        .orElseThrow(() -> {
          String message =
              "this session has no evidence with the digest \"" + ValueChecks.cut(given, 80) + "\"";
          return SessionProblem.EVIDENCE_NOT_FOUND.exception(message);
        });
  }

  private static OperationResult answer(SessionId id, EvidenceRecord piece, byte[] bytes) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.put("evidence", EvidenceJson.of(piece));
    body.put("text", new String(bytes, StandardCharsets.UTF_8));
    return new OperationResult.DocumentResult(body, bytes, MEDIA_TYPE + "; charset=utf-8");
  }
}
