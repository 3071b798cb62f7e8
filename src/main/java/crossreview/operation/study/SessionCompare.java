package crossreview.operation.study;

import crossreview.access.Role;
import crossreview.model.SessionId;
import crossreview.model.event.RunEvent.DraftChange;
import crossreview.model.material.Artifact;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.report.SessionComparison;
import crossreview.session.Session;
import crossreview.verdict.revision.DiffStat;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares two sessions. */
final class SessionCompare {
  private final Desk desk;
  private final Chosen chosen;

  SessionCompare(Desk desk) {
    this.desk = desk;
    this.chosen = new Chosen(desk);
  }

  Operation operation() {
    return new Operation(
        "session_diff",
        "Compare two sessions",
        "Puts two sessions side by side: what they were opened and ended with where it differs,"
            + " each peer's last vote, which findings both have and which only one, and how many"
            + " lines of their present texts differ in each file.",
        Schema.object()
            .must("session_id", Schema.text(1, 200, "The first session, a."))
            .must("other", Schema.text(1, 200, "The second session, b."))
            .build(),
        output(),
        Role.READER,
        Hints.READS,
        Route.get("/sessions/{session_id}/diff"),
        this::handle);
  }

  private static Map<String, Object> output() {
    return Schema.object()
        .must("a", Schema.text("The first session."))
        .must("b", Schema.text("The second session."))
        .must("same_artifact", Schema.flag("Whether both are about exactly the same bytes now."))
        .must("different", Schema.list(Schema.any("field, a, b"), "What is not the same."))
        .must("votes", Schema.list(Schema.any("peer, a, b, same"), "Last votes."))
        .must("findings", Schema.list(Schema.any("in, peer, a, b, severity, statement"), "All."))
        .must("changes", Schema.list(Schema.any("path, lines"), "Lines of the texts that differ."))
        .build();
  }

  private Future<Result> handle(Call call) {
    SessionId first = call.session();
    SessionId second = Chosen.id(call.text("other"));
    return chosen
        .view(call, first)
        .compose(a -> chosen.view(call, second).compose(b -> compared(a.session(), b.session())));
  }

  private Future<Result> compared(Session a, Session b) {
    return text(a)
        .compose(left -> text(b).compose(right -> desk.work().run(() -> changes(left, right))))
        .map(changes -> answer(a, b, changes));
  }

  private Future<String> text(Session session) {
    Artifact current = session.current();
    return current == null
        ? Future.succeededFuture("")
        : desk.sessionRegistry()
            .blob(session.id(), current.sha256())
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private static List<Map<String, Object>> changes(String left, String right) {
    return left.equals(right)
        ? List.of()
        : DiffStat.between(left, right).stream().map(SessionCompare::change).toList();
  }

  private static Map<String, Object> change(DraftChange draftChange) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("path", draftChange.path());
    row.put("lines", draftChange.lines());
    row.put("text", draftChange.text());
    row.values().removeIf(value -> value == null);
    return row;
  }

  private static Result answer(Session a, Session b, List<Map<String, Object>> changes) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("a", a.id().value());
    body.put("b", b.id().value());
    body.putAll(SessionComparison.tree(a, b));
    body.put("changes", changes);
    return new Result.Done(body);
  }
}
