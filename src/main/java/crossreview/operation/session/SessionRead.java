package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.store.SessionView;
import io.vertx.core.Future;
import java.util.Map;

/** Reads a session as it stands. */
final class SessionRead {
  static final Map<String, Object> INPUT =
      Schema.object().must("session_id", Schema.text(1, 200, "The session.")).build();

  private final Desk desk;

  SessionRead(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "session_read",
        "Read a session",
        "Shows where a session stands: state, artifact, runs, rounds with every vote, who blocks, and"
            + " the outcome once it is closed. Findings in full are in session_findings. To wait for"
            + " news use session_events with `wait` instead of reading again and again.",
        INPUT,
        SessionJson.schema(),
        Role.READER,
        Hints.READS,
        Route.get("/sessions/{session_id}"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    return desk.sessions().view(call.session()).map(SessionRead::answer);
  }

  private static Result answer(SessionView view) {
    Map<String, Object> body = SessionJson.of(view.session());
    if (view.damaged() != null) {
      body.put("state", "damaged");
      body.put("damaged", view.damaged().message());
    }
    return new Result.Done(body);
  }
}
