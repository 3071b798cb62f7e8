package crossreview.operation.evidence;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.json.JsonWriter;
import crossreview.model.RequestProblem;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.Session;
import crossreview.session.analysis.ChecklistState;
import crossreview.session.analysis.EvidenceChecklist;
import crossreview.session.analysis.EvidenceChecklist.ChecklistItem;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the evidence checklist. */
final class ChecklistRead {
  private static final int PAGE_CHARS = 40_000; // below what hosts of agents cut

  private final OperationContext operationContext;

  ChecklistRead(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_evidence_checklist",
        "Read the evidence checklist",
        "Reads what the peers asked to see, one item an ask however often it was repeated: in which"
            + " rounds, where it stands, and its history. open and not_resurfaced items are"
            + " unanswered, and block where blocks is true; not_resurfaced only says that the peer"
            + " voted again without naming it. Answer an item by session_attach_evidence, by a new"
            + " artifact, or as an operator by session_evidence_checklist_update. When there are"
            + " more than fit into an answer, give its `next_after` as `after`.",
        input(),
        output(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/sessions/{session_id}/checklist"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .may("state", SchemaBuilder.words(ChecklistState.class, "Only items in this state."))
        .may("after", SchemaBuilder.text(1, 64, "The id of the last item that you have."))
        .build();
  }

  private static Map<String, Object> output() {
    String item = "id, peer, ask, state, blocks, first_round, last_round, round_count, history …";
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text("The session."))
        .must(
            "head",
            SchemaBuilder.whole(0, Long.MAX_VALUE, "The seq of the line that was looked at."))
        .must("counts", SchemaBuilder.any("How many items are in each state."))
        .must(
            "items",
            SchemaBuilder.list(SchemaBuilder.any(item), "In the order in which they were opened."))
        .may("next_after", SchemaBuilder.text("What to give as `after`, when there are more."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return operationContext
        .sessionRegistry()
        .view(operationCall.session())
        .map(view -> answer(operationCall, view.session()));
  }

  private static OperationResult answer(OperationCall operationCall, Session session) {
    List<ChecklistItem> all = EvidenceChecklist.of(session);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("head", session.seq());
    body.put("counts", ChecklistJson.counts(all));
    String state = operationCall.text("state");
    List<Map<String, Object>> page = new ArrayList<>();
    int chars = 0;
    for (ChecklistItem checklistItem : all.subList(after(operationCall, all), all.size())) {
      if (state != null && !checklistItem.state().wireName().equals(state)) {
        continue;
      }
      Map<String, Object> json = ChecklistJson.of(session, checklistItem);
      chars += JsonWriter.of(json).length();
      if (chars > PAGE_CHARS && !page.isEmpty()) {
        body.put("next_after", page.getLast().get("id"));
        break;
      }
      page.add(json);
    }
    body.put("items", page);
    return new OperationResult.ValueResult(body);
  }

  private static int after(OperationCall operationCall, List<ChecklistItem> all) {
    if (!operationCall.has("after")) {
      return 0;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).finding().opened().id().equals(operationCall.text("after"))) {
        return i + 1;
      }
    }
    throw RequestProblem.BAD_AFTER.exception(
        "no item has the id \"" + operationCall.text("after") + "\"");
  }
}
