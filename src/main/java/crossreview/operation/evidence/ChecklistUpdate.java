package crossreview.operation.evidence;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.finding.OperatorRuling;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.Session;
import crossreview.session.analysis.EvidenceChecklist;
import crossreview.session.analysis.EvidenceChecklist.ChecklistChange;
import crossreview.session.analysis.EvidenceChecklist.ChecklistItem;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operator's answer to an item. */
final class ChecklistUpdate {
  private final OperationContext operationContext;

  ChecklistUpdate(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_evidence_checklist_update",
            "Answer an evidence item",
            "Settles an item of the evidence checklist permanently and in your name: it is"
                + " satisfied, deferred, or rejected, and no longer blocks. Only an unanswered or"
                + " addressed item can be settled. If its owner asks again, this is reported and"
                + " does not reopen the item.",
            AccessRole.OPERATOR,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/checklist/{item_id}")),
        ChecklistUpdateInput.class,
        ChecklistUpdateOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<ChecklistUpdateOutput>> handle(
      OperationCall operationCall, ChecklistUpdateInput input) {
    String id = input.itemId();
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .map(view -> known(view.session(), id))
        .compose(checklistItem ->
            operationContext
                .sessionRegistry()
                .record(input.sessionId(), command(id, input), operationCall.cause()))
        .map(commitResult -> answer(commitResult.session(), id));
  }

  private static SessionCommand command(String id, ChecklistUpdateInput input) {
    String note = input.note();
    return input
        .status()
        .waiver()
        .<SessionCommand>map(as -> new SessionCommand.Waive(id, as, note))
        .orElseGet(() -> new SessionCommand.Reopen(id, note == null ? "reopened" : note));
  }

  private static ChecklistItem known(Session session, String id) {
    return EvidenceChecklist.find(session, id)
        .orElseThrow(() -> {
          String message = "no item of the evidence checklist has the id \"" + id + "\"";
          return SessionProblem.EVIDENCE_CHECKLIST_ITEM_NOT_FOUND.exception(message);
        });
  }

  private static OperationAnswer<ChecklistUpdateOutput> answer(Session session, String id) {
    ChecklistItem checklistItem = known(session, id);
    return OperationAnswer.done(
        new ChecklistUpdateOutput(
            session.id(),
            ChecklistJson.of(session, checklistItem),
            checklistItem.history().getLast()));
  }

  record ChecklistUpdateInput(
      @Description("The session.") SessionId sessionId,
      @Description("The item's id, as the checklist has it.") @TextLength(max = 32) String itemId,
      @Description("satisfied, deferred, rejected (with a note), or open to reopen it.")
          OperatorRuling status,
      @Description("The reason; the report shows it.") @TextLength(max = 1_000)
          @Nullable String note) {}

  record ChecklistUpdateOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The item after the change.") @OpaqueObject Map<String, Object> item,
      @Description("at, by, from, to, method, note") @OpaqueObject ChecklistChange historyEntry) {}
}
