package crossreview.operation.session;

import static crossreview.operation.session.SessionJson.put;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionState;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists sessions, newest first. */
final class SessionList {
  private static final int LIMIT_DEFAULT = 25;

  private final OperationContext operationContext;

  SessionList(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_list",
        "List sessions",
        "Lists sessions, newest first, one short row each. Give the answer's `next_cursor` as"
            + " `cursor` to get the next page; there is none when the list has ended.",
        SchemaBuilder.object()
            .may("cursor", SchemaBuilder.text(1, 200, "Where the last page ended."))
            .may(
                "limit",
                SchemaBuilder.whole(1, ListQuery.LIMIT_MAX, "Rows of this page; 25 if absent."))
            .may(
                "search",
                SchemaBuilder.text(
                    1,
                    200,
                    "Only sessions whose task, focus, labels or findings"
                        + " contain this; case makes no difference."))
            .may("state", SchemaBuilder.words(SessionState.WORDS, "Only sessions in this state."))
            .build(),
        output(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/sessions"),
        this::handle);
  }

  private static Map<String, Object> output() {
    Map<String, Object> row =
        SchemaBuilder.any("session_id, state, task, project, petitioner, round, cost …");
    return SchemaBuilder.object()
        .must("sessions", SchemaBuilder.list(row, "Newest first."))
        .may("next_cursor", SchemaBuilder.text("Where the next page begins."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    int limit = (int) operationCall.number("limit", LIMIT_DEFAULT);
    ListQuery query =
        new ListQuery(
            operationCall.text("cursor"),
            limit,
            operationCall.text("state"),
            operationCall.principal().within(),
            operationCall.text("search"));
    SessionPage sessionPage = operationContext.sessionRegistry().list(query);
    return Future.succeededFuture(
        new OperationResult.ValueResult(
            SessionJson.page(
                "sessions",
                sessionPage.rows().stream().map(SessionList::row).toList(),
                sessionPage.next())));
  }

  private static Map<String, Object> row(SessionPage.SessionRow sessionRow) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("session_id", sessionRow.id().value());
    json.put("state", sessionRow.state());
    json.put("task", sessionRow.task());
    json.put("project", sessionRow.project());
    json.put("petitioner", sessionRow.petitioner());
    json.put("mode", sessionRow.mode());
    json.put("round", sessionRow.round());
    json.put("max_rounds", sessionRow.maxRounds());
    json.put("blocked_by", sessionRow.blockedBy());
    json.put("answered", sessionRow.answered());
    json.put("asked", sessionRow.asked());
    json.put("waiting_for", sessionRow.rowSupplement().awaited());
    EscalationJson.row(json, sessionRow.rowSupplement());
    json.put("revised", sessionRow.rowSupplement().revised());
    json.put("cost", sessionRow.cost().toString());
    json.put("created_at", sessionRow.createdAt());
    json.put("updated_at", sessionRow.updatedAt());
    put(json, "damaged", sessionRow.damaged() == null ? null : sessionRow.damaged().message());
    return json;
  }
}
