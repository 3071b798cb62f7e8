package crossreview.operation.evidence;

import crossreview.access.AccessRole;
import crossreview.codec.ObjectCodec;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.Operation.SessionIdInput;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EvidenceRecord;
import io.vertx.core.Future;
import java.util.List;

/** Lists a session's evidence. */
final class EvidenceList {
  private static final ObjectCodec<ListedPiece> PIECE =
      ObjectCodec.<ListedPiece>object()
          .inline(EvidenceJson.EVIDENCE, ListedPiece::piece)
          .must(
              "active",
              SchemaBuilder.flag("Whether peers are shown it; a later version replaces a piece."),
              ListedPiece::active);

  private static final ObjectCodec<Session> OUTPUT =
      ObjectCodec.<Session>object()
          .must("session_id", SchemaBuilder.text("The session."), Session::id)
          .must(
              "evidence",
              SchemaBuilder.list(PIECE.schema(), "In the order of arrival."),
              session -> PIECE.trees(pieces(session)));

  private final OperationContext operationContext;

  private record ListedPiece(EvidenceRecord piece, boolean active) {}

  private static List<ListedPiece> pieces(Session session) {
    List<EvidenceRecord> shown = session.supplement().shownEvidence();
    return session.supplement().evidence().stream()
        .map(piece -> new ListedPiece(piece, shown.contains(piece)))
        .toList();
  }

  EvidenceList(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_evidence",
            "List the evidence",
            "Lists the evidence of a session in order of arrival, each piece with its caller, time"
                + " and digest. Read its text with session_evidence_text.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/sessions/{session_id}/evidence")),
        SessionIdInput.class,
        OUTPUT,
        this::handle);
  }

  private Future<OperationAnswer<Session>> handle(
      OperationCall operationCall, SessionIdInput input) {
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .map(view -> OperationAnswer.done(view.session()));
  }
}
