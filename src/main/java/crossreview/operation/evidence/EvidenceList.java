package crossreview.operation.evidence;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists a session's evidence. */
final class EvidenceList {
  private final OperationContext operationContext;

  EvidenceList(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_evidence",
        "List the evidence",
        "Lists the evidence of a session in the order in which it came, each piece with who handed"
            + " it in, when, and its digest. Read its text with session_evidence_text.",
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text(1, 200, "The session."))
            .build(),
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text("The session."))
            .must("evidence", SchemaBuilder.list(EvidenceJson.schema(), "In the order of arrival."))
            .build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/sessions/{session_id}/evidence"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return operationContext
        .sessionRegistry()
        .view(operationCall.session())
        .map(EvidenceList::answer);
  }

  private static OperationResult answer(SessionView view) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", view.session().id().value());
    body.put(
        "evidence", view.session().supplement().evidence().stream().map(EvidenceJson::of).toList());
    return new OperationResult.ValueResult(body);
  }
}
