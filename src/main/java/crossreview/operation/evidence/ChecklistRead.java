package crossreview.operation.evidence;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.json.JsonWriter;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.Session;
import crossreview.session.analysis.ChecklistState;
import crossreview.session.analysis.EvidenceChecklist;
import crossreview.session.analysis.EvidenceChecklist.ChecklistItem;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the evidence checklist. */
final class ChecklistRead {
  private static final int PAGE_CHARS = 40_000; // below what hosts of agents cut

  private final OperationContext operationContext;

  ChecklistRead(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_evidence_checklist",
            "Read the evidence checklist",
            "Lists what the peers asked to see. A request that was repeated is one item with its"
                + " rounds, state and history. open and not_resurfaced items are unanswered, and"
                + " block where blocks is true; not_resurfaced only means that the peer voted again"
                + " without naming it. Answer an item with session_attach_evidence, with a new"
                + " artifact, or as an operator with session_evidence_checklist_update. If the list"
                + " is not complete, pass `next_after` as `after`.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/sessions/{session_id}/checklist")),
        ChecklistReadInput.class,
        ChecklistReadOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<ChecklistReadOutput>> handle(
      OperationCall operationCall, ChecklistReadInput input) {
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .map(view -> answer(input, view.session()));
  }

  private static OperationAnswer<ChecklistReadOutput> answer(
      ChecklistReadInput input, Session session) {
    List<ChecklistItem> all = EvidenceChecklist.of(session);
    String next = null;
    List<Map<String, Object>> page = new ArrayList<>();
    int chars = 0;
    for (ChecklistItem checklistItem : all.subList(after(input.after(), all), all.size())) {
      if (input.state() != null && checklistItem.state() != input.state()) {
        continue;
      }
      Map<String, Object> json = ChecklistJson.of(session, checklistItem);
      chars += JsonWriter.of(json).length();
      if (chars > PAGE_CHARS && !page.isEmpty()) {
        next = (String) page.getLast().get("id");
        break;
      }
      page.add(json);
    }
    return OperationAnswer.done(
        new ChecklistReadOutput(
            session.id(), session.seq(), ChecklistJson.counts(all), page, next));
  }

  private static int after(@Nullable String after, List<ChecklistItem> all) {
    if (after == null) {
      return 0;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).finding().opened().id().equals(after)) {
        return i + 1;
      }
    }
    throw RequestProblem.BAD_AFTER.exception("no item has the id \"" + after + "\"");
  }

  record ChecklistReadInput(
      @Description("The session.") SessionId sessionId,
      @Description("Only items in this state.") @Nullable ChecklistState state,
      @Description("The id of the last item that you have.") @TextLength(max = 64)
          @Nullable String after) {}

  record ChecklistReadOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The seq of the last line that was read.") @NumberRange(min = 0) long head,
      @Description("Number of items in each state.") @OpaqueObject
          Map<ChecklistState, Integer> counts,
      @Description("In the order in which they were opened.")
          @OpaqueObject
          @ItemRule("id, peer, ask, state, blocks, first_round, last_round, round_count, history …")
          List<Map<String, Object>> items,
      @Description("The value for `after`, if there are more.") @Nullable String nextAfter) {}
}
