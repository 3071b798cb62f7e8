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

/** Contests an outcome. */
final class SessionContest {
  private final Desk desk;

  SessionContest(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "contest_verdict",
        "Contest an outcome",
        "Contests the outcome of a closed session: that one notes it and stays as it is, and a new"
            + " session is opened about the same text under the same rules, with you as the"
            + " petitioner. Begin its run with run_start, or hand in another text first. A session"
            + " is contested once.",
        input(),
        SessionJson.schema(),
        Role.CALLER,
        Hints.ADDS,
        Route.post("/sessions/{session_id}/contest"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The closed session."))
        .must("reason", Schema.text(1, 1_000, "What is wrong with its outcome."))
        .build();
  }

  private Future<Result> handle(Call call) {
    return desk.runs()
        .contest(call.session(), call.text("reason"), call.cause())
        .map(SessionContest::made);
  }

  private static Result made(Session session) {
    return new Result.Made(SessionJson.of(session), "/sessions/" + session.id());
  }
}
