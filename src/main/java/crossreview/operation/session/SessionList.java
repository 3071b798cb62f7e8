package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.WordList;
import crossreview.codec.ObjectCodec;
import crossreview.model.material.ChangeIdentity;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.store.index.ListQuery;
import crossreview.store.index.ListQuery.ChangeFilter;
import crossreview.store.index.ListQuery.OutcomeFilter;
import crossreview.store.index.SessionPage.ImportedRow;
import crossreview.store.index.SessionPage.RowSupplement;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.index.SessionState;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists sessions, newest first. */
final class SessionList {
  private static final ObjectCodec<ChangeIdentity> CHANGE =
      ObjectCodec.<ChangeIdentity>object()
          .field("repository", ChangeIdentity::repository)
          .field("branch", ChangeIdentity::branch)
          .field("base", ChangeIdentity::base)
          .field("head", ChangeIdentity::head)
          .field("compared", ChangeIdentity::compared);

  private static final ObjectCodec<ImportedRow> IMPORTED =
      ObjectCodec.<ImportedRow>object()
          .field("from", ImportedRow::from)
          .field("rounds", ImportedRow::rounds)
          .field("cost", ImportedRow::cost)
          .field("opened_at", ImportedRow::openedAt)
          .field("updated_at", ImportedRow::updatedAt)
          .field("outcome", ImportedRow::outcome);

  private static final ObjectCodec<RowSupplement> SUPPLEMENT =
      ObjectCodec.<RowSupplement>object()
          .field("waiting_for", RowSupplement::awaited)
          .field("escalations", RowSupplement::escalations)
          .field("urgency", RowSupplement::urgency)
          .field("revised", RowSupplement::revised)
          .field("outcome", RowSupplement::outcome)
          .field("imported", row -> row.imported() == null ? null : IMPORTED.tree(row.imported()))
          .inline(CHANGE, RowSupplement::change);

  private static final ObjectCodec<SessionRow> ROW =
      ObjectCodec.<SessionRow>object()
          .field("session_id", SessionRow::id)
          .field("state", SessionRow::state)
          .field("task", SessionRow::task)
          .field("project", SessionRow::project)
          .field("petitioner", SessionRow::petitioner)
          .field("mode", SessionRow::mode)
          .field("round", SessionRow::round)
          .field("max_rounds", SessionRow::maxRounds)
          .field("blocked_by", SessionRow::blockedBy)
          .field("answered", SessionRow::answered)
          .field("asked", SessionRow::asked)
          .inline(SUPPLEMENT, SessionRow::rowSupplement)
          .field("cost", row -> row.cost().sum())
          .field("cost_basis", SessionRow::cost)
          .field("created_at", SessionRow::createdAt)
          .field("updated_at", SessionRow::updatedAt)
          .field("damaged", row -> row.damaged() == null ? null : row.damaged().message());

  private final OperationContext operationContext;

  SessionList(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_list",
            "List sessions",
            "Lists sessions, newest first, one row each. Pass `next_cursor` as `cursor` to get the"
                + " next page; it is absent on the last page.",
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
            input.search(),
            new ChangeFilter(input.repository(), input.branch(), input.head(), null),
            input.outcome(),
            input.offset());
    return operationContext
        .sessionRegistry()
        .adoption()
        .afterwards(() -> operationContext.sessionRegistry().list(query))
        .map(sessionPage ->
            OperationAnswer.done(
                new SessionListOutput(ROW.trees(sessionPage.rows()), sessionPage.next())));
  }

  record SessionListInput(
      @Description("The cursor of the next page, from the last answer.") @TextLength(max = 200)
          @Nullable String cursor,
      @Description("Maximum rows per page; 25 by default.")
          @NumberRange(min = 1, max = ListQuery.LIMIT_MAX)
          @DefaultValue("25")
          int limit,
      @Description(
              "Only sessions whose task, focus, labels or findings contain this text; case is"
                  + " ignored.")
          @TextLength(max = 200)
          @Nullable String search,
      @Description("Only sessions in this state.") @WordList(from = SessionState.class)
          @Nullable String state,
      @Description("Only sessions that were closed so, or open ones.") @DefaultValue("all")
          OutcomeFilter outcome,
      @Description(
              "Rows to leave out before the first one. The list changes while it is read, so a row"
                  + " may come twice or be missed; a cursor misses none.")
          @NumberRange(min = 0, max = 1_000_000)
          @DefaultValue("0")
          int offset,
      @Description("Only changes of this repository: host/path, or its end after a slash.")
          @TextLength(max = 300)
          @Nullable String repository,
      @Description("Only changes of this branch.") @TextLength(max = 300) @Nullable String branch,
      @Description("Only changes that end with this commit: the beginning of its id.")
          @TextLength(min = 4, max = 64)
          @Nullable String head) {}

  record SessionListOutput(
      @Description("Newest first.")
          @OpaqueObject
          @ItemRule("session_id, state, task, repository, branch, head, petitioner, round, cost …")
          List<Map<String, Object>> sessions,
      @Description("The cursor of the next page.") @Nullable String nextCursor) {}
}
