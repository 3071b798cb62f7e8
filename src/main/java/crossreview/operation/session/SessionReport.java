package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the report for people. */
final class SessionReport {
  private final Desk desk;

  SessionReport(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "session_report",
        "Read the report",
        "Reads the session's report in Markdown: outcome, who blocks and why, findings, rounds,"
            + " cost and how to verify. It is made from the journal at this moment.",
        SessionRead.INPUT,
        Schema.object()
            .must("session_id", Schema.text("The session."))
            .must("markdown", Schema.text("The report."))
            .build(),
        Role.READER,
        Hints.READS,
        Route.get("/sessions/{session_id}/report"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    return desk.sessionRegistry()
        .view(call.session())
        .compose(view -> desk.work().run(() -> answer(view)));
  }

  private Result answer(SessionView view) {
    String markdown = desk.papers().report(view.session());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", view.session().id().value());
    body.put("markdown", markdown);
    return new Result.Document(
        body, markdown.getBytes(StandardCharsets.UTF_8), "text/markdown; charset=utf-8");
  }
}
