package crossreview.operation.session;

import static crossreview.operation.session.SessionJson.put;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.WordList;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionState;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists sessions, newest first. */
final class SessionList {
  private final OperationContext operationContext;

  SessionList(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_list",
            "List sessions",
            "Lists sessions, newest first, one short row each. Give the answer's `next_cursor` as"
                + " `cursor` to get the next page; there is none when the list has ended.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/sessions")),
        SessionListInput.class,
        SessionListOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionListOutput>> handle(
      OperationCall operationCall, SessionListInput input) {
    ListQuery query =
        new ListQuery(
            input.cursor(),
            input.limit(),
            input.state(),
            operationCall.principal().within(),
            input.search());
    SessionPage sessionPage = operationContext.sessionRegistry().list(query);
    return Future.succeededFuture(
        OperationAnswer.done(
            new SessionListOutput(
                sessionPage.rows().stream().map(SessionList::row).toList(), sessionPage.next())));
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
    json.put("cost", sessionRow.cost().sum().toString());
    json.put("cost_basis", sessionRow.cost().tree());
    json.put("created_at", sessionRow.createdAt());
    json.put("updated_at", sessionRow.updatedAt());
    put(json, "damaged", sessionRow.damaged() == null ? null : sessionRow.damaged().message());
    return json;
  }

  record SessionListInput(
      @Description("Where the last page ended.") @TextLength(max = 200) @Nullable String cursor,
      @Description("Rows of this page; 25 if absent.")
          @NumberRange(min = 1, max = ListQuery.LIMIT_MAX)
          @DefaultValue("25")
          int limit,
      @Description(
              "Only sessions whose task, focus, labels or findings contain this; case makes no"
                  + " difference.")
          @TextLength(max = 200)
          @Nullable String search,
      @Description("Only sessions in this state.") @WordList(from = SessionState.class)
          @Nullable String state) {}

  record SessionListOutput(
      @Description("Newest first.")
          @OpaqueObject
          @ItemRule("session_id, state, task, project, petitioner, round, cost …")
          List<Map<String, Object>> sessions,
      @Description("Where the next page begins.") @Nullable String nextCursor) {}
}
