package crossreview.operation.finding;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.json.JsonWriter;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.finding.FindingState;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import crossreview.session.rule.FindingGroup;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a session's findings. */
final class SessionFindings {
  private static final int PAGE_CHARS = 40_000; // below what hosts of agents cut

  private final OperationContext operationContext;

  SessionFindings(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_findings",
            "Read the findings",
            "Lists the findings of the peers in the order in which they were opened: owner, kind,"
                + " severity, statement, places with file and line, and state. What several peers"
                + " say is one item: `merged_into` names the finding that stands for the others,"
                + " `merged` the others. Open blocking findings prevent approval; use state=open to"
                + " see what to fix. If the list is not complete, pass `next_after` as `after`.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/sessions/{session_id}/findings")),
        SessionFindingsInput.class,
        SessionFindingsOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionFindingsOutput>> handle(
      OperationCall operationCall, SessionFindingsInput input) {
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .map(view -> answer(input, view.session()));
  }

  private static OperationAnswer<SessionFindingsOutput> answer(
      SessionFindingsInput input, Session session) {
    List<LedgerFinding> wanted =
        behind(input.after(), List.copyOf(session.findings().values())).stream()
            .filter(finding -> input.state() == null || finding.state() == input.state())
            .toList();
    List<Map<String, Object>> page = page(session, wanted);
    String next = page.size() < wanted.size() ? (String) page.getLast().get("id") : null;
    return OperationAnswer.done(new SessionFindingsOutput(session.id(), session.seq(), page, next));
  }

  private static List<LedgerFinding> behind(@Nullable String after, List<LedgerFinding> all) {
    if (after == null) {
      return all;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).opened().id().equals(after)) {
        return all.subList(i + 1, all.size());
      }
    }
    throw SessionProblem.FINDING_UNKNOWN.exception("no finding has the id " + after);
  }

  /** As many as fit, at least one. */
  private static List<Map<String, Object>> page(Session session, List<LedgerFinding> wanted) {
    List<Map<String, Object>> page = new ArrayList<>();
    List<FindingGroup> groups = FindingGroup.of(session);
    int characters = 0;
    for (LedgerFinding finding : wanted) {
      Map<String, Object> json = FindingJson.of(session, finding, groups);
      characters += JsonWriter.of(json).length();
      if (characters > PAGE_CHARS && !page.isEmpty()) {
        break;
      }
      page.add(json);
    }
    return page;
  }

  record SessionFindingsInput(
      @Description("The session.") SessionId sessionId,
      @Description("Only findings in this state.") @Nullable FindingState state,
      @Description("The id of the last finding that you have.") @TextLength(max = 64)
          @Nullable String after) {}

  record SessionFindingsOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The seq of the last line that was read.") @NumberRange(min = 0) long head,
      @Description("In the order in which they were opened.")
          @OpaqueObject
          @ItemRule("id, owner, kind, severity, statement, state …")
          List<Map<String, Object>> findings,
      @Description("The value for `after`, if there are more.") @Nullable String nextAfter) {}
}
