package crossreview.operation.session;

import static crossreview.operation.session.SessionJson.put;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionState;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists sessions, newest first. */
final class SessionList {
  private static final int LIMIT_DEFAULT = 25;

  private final Desk desk;

  SessionList(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "session_list",
        "List sessions",
        "Lists sessions, newest first, one short row each. Give the answer's `next_cursor` as"
            + " `cursor` to get the next page; there is none when the list has ended.",
        Schema.object()
            .may("cursor", Schema.text(1, 200, "Where the last page ended."))
            .may("limit", Schema.whole(1, ListQuery.LIMIT_MAX, "Rows of this page; 25 if absent."))
            .may(
                "search",
                Schema.text(
                    1,
                    200,
                    "Only sessions whose task, focus, labels or findings"
                        + " contain this; case makes no difference."))
            .may("state", Schema.words(SessionState.WORDS, "Only sessions in this state."))
            .build(),
        output(),
        Role.READER,
        Hints.READS,
        Route.get("/sessions"),
        this::handle);
  }

  private static Map<String, Object> output() {
    Map<String, Object> row =
        Schema.any("session_id, state, task, project, petitioner, round, cost …");
    return Schema.object()
        .must("sessions", Schema.list(row, "Newest first."))
        .may("next_cursor", Schema.text("Where the next page begins."))
        .build();
  }

  private Future<Result> handle(Call call) {
    int limit = (int) call.number("limit", LIMIT_DEFAULT);
    ListQuery query =
        new ListQuery(
            call.text("cursor"),
            limit,
            call.text("state"),
            call.principal().within(),
            call.text("search"));
    SessionPage sessionPage = desk.sessionRegistry().list(query);
    return Future.succeededFuture(
        new Result.Done(
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
    json.put("cost", sessionRow.cost().toString());
    json.put("created_at", sessionRow.createdAt());
    json.put("updated_at", sessionRow.updatedAt());
    put(json, "damaged", sessionRow.damaged() == null ? null : sessionRow.damaged().message());
    return json;
  }
}
