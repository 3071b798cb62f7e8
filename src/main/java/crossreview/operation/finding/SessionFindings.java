package crossreview.operation.finding;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.json.JsonWriter;
import crossreview.model.SessionProblem;
import crossreview.model.finding.FindingState;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a session's findings. */
final class SessionFindings {
  private static final int PAGE_CHARS = 40_000; // below what hosts of agents cut

  private final OperationContext operationContext;

  SessionFindings(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_findings",
        "Read the findings",
        "Reads what the peers hold against the artifact, in the order in which it was opened:"
            + " owner, kind, severity, statement, places with file and line, and where each stands."
            + " Only open blocking findings stand in the way; use state=open to see what to mend."
            + " When there are more than fit into an answer, give its `next_after` as `after`.",
        input(),
        output(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/sessions/{session_id}/findings"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .may("state", SchemaBuilder.words(FindingState.class, "Only findings in this state."))
        .may("after", SchemaBuilder.text(1, 64, "The id of the last finding that you have."))
        .build();
  }

  private static Map<String, Object> output() {
    Map<String, Object> finding =
        SchemaBuilder.any("id, owner, kind, severity, statement, state …");
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text("The session."))
        .must(
            "head",
            SchemaBuilder.whole(0, Long.MAX_VALUE, "The seq of the line that was looked at."))
        .must("findings", SchemaBuilder.list(finding, "In the order in which they were opened."))
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
    String state = operationCall.text("state");
    List<LedgerFinding> wanted =
        behind(operationCall.text("after"), List.copyOf(session.findings().values())).stream()
            .filter(finding -> state == null || finding.state().wireName().equals(state))
            .toList();
    List<Map<String, Object>> page = page(session, wanted);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("head", session.seq());
    body.put("findings", page);
    if (page.size() < wanted.size()) {
      body.put("next_after", page.getLast().get("id"));
    }
    return new OperationResult.ValueResult(body);
  }

  private static List<LedgerFinding> behind(String after, List<LedgerFinding> all) {
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
    int characters = 0;
    for (LedgerFinding finding : wanted) {
      Map<String, Object> json = FindingJson.of(session, finding);
      characters += JsonWriter.of(json).length();
      if (characters > PAGE_CHARS && !page.isEmpty()) {
        break;
      }
      page.add(json);
    }
    return page;
  }
}
