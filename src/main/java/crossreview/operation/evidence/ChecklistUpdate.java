package crossreview.operation.evidence;

import crossreview.access.Role;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.WireEnum;
import crossreview.model.finding.WaiverKind;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.Session;
import crossreview.session.analysis.EvidenceChecklist;
import crossreview.session.analysis.EvidenceChecklist.ChecklistItem;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** An operator's answer to an item. */
final class ChecklistUpdate {
  private final Desk desk;

  ChecklistUpdate(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "session_evidence_checklist_update",
        "Answer an evidence item",
        "Settles an item of the evidence checklist for good, by name: it is satisfied, deferred to"
            + " elsewhere, or rejected, and no longer blocks. Only an unanswered or addressed item"
            + " can be settled; if its owner asks again, that is reported and does not reopen it.",
        Schema.object()
            .must("session_id", Schema.text(1, 200, "The session."))
            .must("item_id", Schema.text(1, 32, "The item's id, as the checklist has it."))
            .must("status", Schema.words(WaiverKind.class, "What became of it."))
            .may("note", Schema.text(1, 1_000, "Why; the report shows it."))
            .build(),
        Schema.object()
            .must("session_id", Schema.text("The session."))
            .must("item", Schema.any("The item as it stands now."))
            .must("history_entry", Schema.any("at, by, from, to, method, note"))
            .build(),
        Role.OPERATOR,
        Hints.ADDS,
        Route.post("/sessions/{session_id}/checklist/{item_id}"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    String id = call.text("item_id");
    WaiverKind as = WireEnum.find(WaiverKind.class, call.text("status")).orElseThrow();
    return desk.sessionRegistry()
        .view(call.session())
        .map(view -> known(view.session(), id))
        .compose(checklistItem ->
            desk.sessionRegistry()
                .record(
                    call.session(),
                    new SessionCommand.Waive(id, as, call.text("note")),
                    call.cause()))
        .map(commitResult -> answer(commitResult.session(), id));
  }

  private static ChecklistItem known(Session session, String id) {
    return EvidenceChecklist.find(session, id)
        .orElseThrow(() -> {
          String message = "no item of the evidence checklist has the id \"" + id + "\"";
          return new ProblemException(
              Problem.notFound("evidence_checklist_item_not_found", message));
        });
  }

  private static Result answer(Session session, String id) {
    ChecklistItem checklistItem = known(session, id);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("item", ChecklistJson.of(session, checklistItem));
    body.put("history_entry", ChecklistJson.entry(checklistItem.history().getLast()));
    return new Result.Done(body);
  }
}
