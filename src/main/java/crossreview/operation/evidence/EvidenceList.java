package crossreview.operation.evidence;

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
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists a session's evidence. */
final class EvidenceList {
  private final Desk desk;

  EvidenceList(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "session_evidence",
        "List the evidence",
        "Lists the evidence of a session in the order in which it came, each piece with who handed"
            + " it in, when, and its digest. Read its text with session_evidence_text.",
        Schema.object().must("session_id", Schema.text(1, 200, "The session.")).build(),
        Schema.object()
            .must("session_id", Schema.text("The session."))
            .must("evidence", Schema.list(EvidenceJson.schema(), "In the order of arrival."))
            .build(),
        Role.READER,
        Hints.READS,
        Route.get("/sessions/{session_id}/evidence"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    return desk.sessionRegistry().view(call.session()).map(EvidenceList::answer);
  }

  private static Result answer(SessionView view) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", view.session().id().value());
    body.put("evidence", view.session().annex().evidence().stream().map(EvidenceJson::of).toList());
    return new Result.Done(body);
  }
}
