package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.Map;

/** Opens a session from a round of another one. */
final class SessionFork {
  private static final int ROUND_MAX = 100_000;

  private final Desk desk;
  private final SessionIds ids;

  SessionFork(Desk desk, SessionIds ids) {
    this.desk = desk;
    this.ids = ids;
  }

  Operation operation() {
    return new Operation(
        "session_fork",
        "Fork a session at a round",
        "Opens a new session that begins where a round of this one began: the same text, evidence and"
            + " constraints, the same panel under the same rules, linked by forked_from. This one is"
            + " not touched. Hand in another text or begin its run with run_start, then compare the two"
            + " with session_diff.",
        input(),
        SessionJson.schema(),
        Role.CALLER,
        Hints.ADDS,
        Route.post("/sessions/{session_id}/fork"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .must("round", Schema.whole(1, ROUND_MAX, "The round whose beginning it takes."))
        .build();
  }

  private Future<Result> handle(Call call) {
    return desk.runs()
        .fork(call.session(), (int) call.number("round", 1), ids.next(call), call.cause())
        .map(SessionFork::made);
  }

  private static Result made(Session session) {
    return new Result.Made(SessionJson.of(session), "/sessions/" + session.id());
  }
}
