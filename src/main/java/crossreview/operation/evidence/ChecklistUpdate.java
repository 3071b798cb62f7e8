package crossreview.operation.evidence;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionProblem;
import crossreview.model.WireEnum;
import crossreview.model.finding.WaiverKind;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.Session;
import crossreview.session.analysis.EvidenceChecklist;
import crossreview.session.analysis.EvidenceChecklist.ChecklistItem;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** An operator's answer to an item. */
final class ChecklistUpdate {
  private final OperationContext operationContext;

  ChecklistUpdate(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_evidence_checklist_update",
        "Answer an evidence item",
        "Settles an item of the evidence checklist for good, by name: it is satisfied, deferred to"
            + " elsewhere, or rejected, and no longer blocks. Only an unanswered or addressed item"
            + " can be settled; if its owner asks again, that is reported and does not reopen it.",
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text(1, 200, "The session."))
            .must("item_id", SchemaBuilder.text(1, 32, "The item's id, as the checklist has it."))
            .must("status", SchemaBuilder.words(WaiverKind.class, "What became of it."))
            .may("note", SchemaBuilder.text(1, 1_000, "Why; the report shows it."))
            .build(),
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text("The session."))
            .must("item", SchemaBuilder.any("The item as it stands now."))
            .must("history_entry", SchemaBuilder.any("at, by, from, to, method, note"))
            .build(),
        AccessRole.OPERATOR,
        OperationHints.ADDS,
        HttpRoute.post("/sessions/{session_id}/checklist/{item_id}"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    String id = operationCall.text("item_id");
    WaiverKind as = WireEnum.find(WaiverKind.class, operationCall.text("status")).orElseThrow();
    return operationContext
        .sessionRegistry()
        .view(operationCall.session())
        .map(view -> known(view.session(), id))
        .compose(checklistItem ->
            operationContext
                .sessionRegistry()
                .record(
                    operationCall.session(),
                    new SessionCommand.Waive(id, as, operationCall.text("note")),
                    operationCall.cause()))
        .map(commitResult -> answer(commitResult.session(), id));
  }

  private static ChecklistItem known(Session session, String id) {
    return EvidenceChecklist.find(session, id)
        .orElseThrow(() -> {
          String message = "no item of the evidence checklist has the id \"" + id + "\"";
          return SessionProblem.EVIDENCE_CHECKLIST_ITEM_NOT_FOUND.exception(message);
        });
  }

  private static OperationResult answer(Session session, String id) {
    ChecklistItem checklistItem = known(session, id);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("item", ChecklistJson.of(session, checklistItem));
    body.put("history_entry", ChecklistJson.entry(checklistItem.history().getLast()));
    return new OperationResult.ValueResult(body);
  }
}
