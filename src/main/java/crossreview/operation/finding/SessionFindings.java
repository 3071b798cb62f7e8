package crossreview.operation.finding;

import crossreview.access.Role;
import crossreview.model.FindingState;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a session's findings. */
final class SessionFindings {
  private final Desk desk;

  SessionFindings(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "session_findings",
        "Read the findings",
        "Reads what the peers hold against the artifact, in the order in which it was opened: owner,"
            + " kind, severity, statement, places with file and line, and where each stands. Only"
            + " open blocking findings stand in the way; use state=open to see what to mend.",
        input(),
        output(),
        Role.READER,
        Hints.READS,
        Route.get("/sessions/{session_id}/findings"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .may("state", Schema.words(FindingState.class, "Only findings in this state."))
        .build();
  }

  private static Map<String, Object> output() {
    Map<String, Object> finding = Schema.any("id, owner, kind, severity, statement, state …");
    return Schema.object()
        .must("session_id", Schema.text("The session."))
        .must("head", Schema.whole(0, Long.MAX_VALUE, "The seq of the line that was looked at."))
        .must("findings", Schema.list(finding, "In the order in which they were opened."))
        .build();
  }

  private Future<Result> handle(Call call) {
    return desk.sessions().view(call.session()).map(view -> answer(call, view.session()));
  }

  private static Result answer(Call call, Session session) {
    String state = call.text("state");
    List<Map<String, Object>> findings =
        session.findings().values().stream()
            .filter(finding -> state == null || finding.state().word().equals(state))
            .map(finding -> FindingJson.of(session, finding))
            .toList();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("head", session.seq());
    body.put("findings", findings);
    return new Result.Done(body);
  }
}
