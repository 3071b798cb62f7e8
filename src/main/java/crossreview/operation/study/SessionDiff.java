package crossreview.operation.study;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionId;
import crossreview.model.event.RunEvent.DraftChange;
import crossreview.model.material.Artifact;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.report.SessionComparison;
import crossreview.session.Session;
import crossreview.verdict.revision.DiffStat;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares two sessions. */
final class SessionDiff {
  private final OperationContext operationContext;
  private final SessionSelection sessionSelection;

  SessionDiff(OperationContext operationContext) {
    this.operationContext = operationContext;
    this.sessionSelection = new SessionSelection(operationContext);
  }

  Operation operation() {
    return new Operation(
        "session_diff",
        "Compare two sessions",
        "Puts two sessions side by side: what they were opened and ended with where it differs,"
            + " each peer's last vote, which findings both have and which only one, and how many"
            + " lines of their present texts differ in each file.",
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text(1, 200, "The first session, a."))
            .must("other", SchemaBuilder.text(1, 200, "The second session, b."))
            .build(),
        output(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/sessions/{session_id}/diff"),
        this::handle);
  }

  private static Map<String, Object> output() {
    return SchemaBuilder.object()
        .must("a", SchemaBuilder.text("The first session."))
        .must("b", SchemaBuilder.text("The second session."))
        .must(
            "same_artifact",
            SchemaBuilder.flag("Whether both are about exactly the same bytes now."))
        .must(
            "different",
            SchemaBuilder.list(SchemaBuilder.any("field, a, b"), "What is not the same."))
        .must("votes", SchemaBuilder.list(SchemaBuilder.any("peer, a, b, same"), "Last votes."))
        .must(
            "findings",
            SchemaBuilder.list(SchemaBuilder.any("in, peer, a, b, severity, statement"), "All."))
        .must(
            "changes",
            SchemaBuilder.list(SchemaBuilder.any("path, lines"), "Lines of the texts that differ."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionId first = operationCall.session();
    SessionId second = SessionSelection.id(operationCall.text("other"));
    return sessionSelection
        .view(operationCall, first)
        .compose(a ->
            sessionSelection
                .view(operationCall, second)
                .compose(b -> compared(a.readable(), b.readable())));
  }

  private Future<OperationResult> compared(Session a, Session b) {
    return text(a)
        .compose(left ->
            text(b)
                .compose(right -> operationContext.workExecutor().run(() -> changes(left, right))))
        .map(changes -> answer(a, b, changes));
  }

  private Future<String> text(Session session) {
    Artifact current = session.current();
    return current == null
        ? Future.succeededFuture("")
        : operationContext
            .sessionRegistry()
            .blob(session.id(), current.sha256())
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private static List<Map<String, Object>> changes(String left, String right) {
    return left.equals(right)
        ? List.of()
        : DiffStat.between(left, right).stream().map(SessionDiff::change).toList();
  }

  private static Map<String, Object> change(DraftChange draftChange) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("path", draftChange.path());
    row.put("lines", draftChange.lines());
    row.put("text", draftChange.text());
    row.values().removeIf(value -> value == null);
    return row;
  }

  private static OperationResult answer(Session a, Session b, List<Map<String, Object>> changes) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("a", a.id().value());
    body.put("b", b.id().value());
    body.putAll(SessionComparison.tree(a, b));
    body.put("changes", changes);
    return new OperationResult.ValueResult(body);
  }
}
