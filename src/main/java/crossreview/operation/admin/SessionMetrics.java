package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.index.SessionState;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers over all sessions, from the list that the writer keeps current. */
final class SessionMetrics {
  private final SessionRegistry sessionRegistry;

  SessionMetrics(SessionRegistry sessionRegistry) {
    this.sessionRegistry = sessionRegistry;
  }

  Operation operation() {
    return new Operation(
        "session_metrics",
        "Count sessions",
        "Counts the sessions that you see by where they stand, with their rounds, events and cost."
            + " It reads no journal and is cheap.",
        SchemaBuilder.object().build(),
        SchemaBuilder.object()
            .must("sessions", SchemaBuilder.whole(0, Long.MAX_VALUE, "How many there are."))
            .must("by_state", SchemaBuilder.any("How many are in each state."))
            .must("rounds", SchemaBuilder.whole(0, Long.MAX_VALUE, "Rounds of all of them."))
            .must("events", SchemaBuilder.whole(0, Long.MAX_VALUE, "Lines of all of them."))
            .must(
                "escalated",
                SchemaBuilder.whole(0, Long.MAX_VALUE, "Open sessions that ask for a person."))
            .must("cost", SchemaBuilder.text("US dollars, exact."))
            .build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/metrics"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    Map<String, Object> states = new LinkedHashMap<>();
    SessionState.WORDS.forEach(word -> states.put(word, 0L));
    long count = 0;
    long rounds = 0;
    long escalated = 0;
    Money cost = Money.ZERO;
    String project = operationCall.principal().within();
    String cursor = null;
    do {
      SessionPage page =
          sessionRegistry.list(new ListQuery(cursor, ListQuery.LIMIT_MAX, null, project));
      for (SessionRow sessionRow : page.rows()) {
        states.merge(sessionRow.state(), 1L, (a, b) -> (Long) a + (Long) b);
        count++;
        rounds += sessionRow.round();
        escalated += sessionRow.rowSupplement().escalations() > 0 ? 1 : 0;
        cost = cost.plus(sessionRow.cost());
      }
      cursor = page.next();
    } while (cursor != null);
    Map<String, Object> body = new LinkedHashMap<>();
    Map<SessionId, Long> heads = sessionRegistry.heads(project);
    body.put("sessions", count);
    body.put("by_state", states);
    body.put("rounds", rounds);
    body.put("events", heads.values().stream().mapToLong(Long::longValue).sum());
    body.put("escalated", escalated);
    body.put("cost", cost.toString());
    return Future.succeededFuture(new OperationResult.ValueResult(body));
  }
}
