package crossreview.operation.evidence;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.ObjectCodec;
import crossreview.codec.SchemaBuilder;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.ValueChecks;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.SessionSupplement.EvidenceRecord;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;

/** Reads a piece of evidence; its digest is checked on every read. */
final class EvidenceText {
  private static final String MEDIA_TYPE = "text/plain"; // nothing that shows it runs it

  private static final ObjectCodec<EvidenceContent> OUTPUT =
      ObjectCodec.<EvidenceContent>object()
          .must("session_id", SchemaBuilder.text("The session."), EvidenceContent::id)
          .must(
              "evidence",
              EvidenceJson.EVIDENCE.schema(),
              content -> EvidenceJson.EVIDENCE.tree(content.piece()))
          .must("text", SchemaBuilder.text("The text."), EvidenceContent::text);

  private final OperationContext operationContext;

  EvidenceText(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_evidence_text",
            "Read a piece of evidence",
            "Reads the text of one piece of evidence, byte for byte. session_evidence lists the"
                + " digests. A text that was altered on disk is refused as damaged.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.getDocument("/sessions/{session_id}/evidence/{sha256}", MEDIA_TYPE)),
        EvidenceTextInput.class,
        OUTPUT,
        this::handle);
  }

  private Future<OperationAnswer<EvidenceContent>> handle(
      OperationCall operationCall, EvidenceTextInput input) {
    SessionId id = input.sessionId();
    return operationContext
        .sessionRegistry()
        .view(id)
        .map(view -> piece(input.sha256(), view))
        .compose(piece ->
            operationContext
                .sessionRegistry()
                .blob(id, piece.attached().artifact().sha256())
                .map(bytes -> answer(id, piece, bytes)));
  }

  private static EvidenceRecord piece(String sha256, SessionView view) {
    return Digest.parse(sha256)
        .flatMap(digest ->
            view.session().supplement().evidence().stream()
                .filter(piece -> piece.attached().artifact().sha256().equals(digest))
                .findFirst())
        .orElseThrow(() -> {
          String message =
              "this session has no evidence with the digest \""
                  + ValueChecks.cut(sha256, 80)
                  + "\"";
          return SessionProblem.EVIDENCE_NOT_FOUND.exception(message);
        });
  }

  private static OperationAnswer<EvidenceContent> answer(
      SessionId id, EvidenceRecord piece, byte[] bytes) {
    return OperationAnswer.document(
        new EvidenceContent(id, piece, new String(bytes, StandardCharsets.UTF_8)),
        bytes,
        MEDIA_TYPE + "; charset=utf-8");
  }

  private record EvidenceContent(SessionId id, EvidenceRecord piece, String text) {}

  record EvidenceTextInput(
      @Description("The session.") SessionId sessionId,
      @Description("The digest of the piece.") @TextLength(max = 200) String sha256) {}
}
