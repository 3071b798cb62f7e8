package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage.SessionRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks through the newest sessions for what a person should look at; repairs nothing. */
final class SessionDoctor {
  private static final int LIMIT_DEFAULT = 20; // each is read whole, every text by its digest

  private final OperationContext operationContext;

  SessionDoctor(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_doctor",
        "Look for trouble",
        "Checks everything that is stored of the newest sessions that you see, one after the other,"
            + " and lists those that are damaged or wait for somebody. It repairs nothing:"
            + " `crossreview doctor --repair` does, on the machine of the data directory.",
        SchemaBuilder.object()
            .may("limit", SchemaBuilder.whole(1, ListQuery.LIMIT_MAX, "How many; 20 if absent."))
            .build(),
        SchemaBuilder.object()
            .must("checked", SchemaBuilder.whole(0, ListQuery.LIMIT_MAX, "How many were checked."))
            .must("damaged", SchemaBuilder.whole(0, ListQuery.LIMIT_MAX, "How many are damaged."))
            .must(
                "waiting",
                SchemaBuilder.whole(0, ListQuery.LIMIT_MAX, "How many wait for somebody."))
            .must(
                "findings",
                SchemaBuilder.list(SchemaBuilder.any("session_id, state, what, detail"), "All."))
            .build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/doctor"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    int limit = (int) operationCall.number("limit", LIMIT_DEFAULT);
    ListQuery newest = new ListQuery(null, limit, null, operationCall.principal().within());
    List<SessionRow> rows = operationContext.sessionRegistry().list(newest).rows();
    return operationContext
        .workExecutor()
        .run(() -> findings(rows))
        .map(found -> answer(rows.size(), found));
  }

  private List<Map<String, Object>> findings(List<SessionRow> rows) throws Exception {
    List<Map<String, Object>> found = new ArrayList<>();
    for (SessionRow sessionRow : rows) {
      Map<String, Object> verified = verified(sessionRow.id());
      if (!Boolean.TRUE.equals(verified.get("ok"))) {
        found.add(finding(sessionRow, "damaged", String.valueOf(verified.get("damages"))));
      } else if (sessionRow.state().equals("divided")
          || sessionRow.state().equals("inconclusive")) {
        String who =
            sessionRow.blockedBy().isEmpty() ? "nobody by name" : "" + sessionRow.blockedBy();
        found.add(
            finding(sessionRow, "waiting", "round " + sessionRow.round() + ", blocked by " + who));
      }
    }
    return found;
  }

  private Map<String, Object> verified(SessionId id) throws Exception {
    try {
      return operationContext.documentService().verify(id);
    } catch (
        ProblemException gone) { // removed meanwhile, or in a way that nothing of it can be read
      return Map.of("ok", false, "damages", gone.problem().message());
    }
  }

  private static Map<String, Object> finding(SessionRow sessionRow, String what, String detail) {
    SessionId id = sessionRow.id();
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("session_id", id.value());
    finding.put("state", sessionRow.state());
    finding.put("what", what);
    finding.put("detail", detail);
    return finding;
  }

  private static OperationResult answer(int checked, List<Map<String, Object>> found) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("checked", checked);
    body.put("damaged", found.stream().filter(f -> f.get("what").equals("damaged")).count());
    body.put("waiting", found.stream().filter(f -> f.get("what").equals("waiting")).count());
    body.put("findings", found);
    return new OperationResult.ValueResult(body);
  }
}
