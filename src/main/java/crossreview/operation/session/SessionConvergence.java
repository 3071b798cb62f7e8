package crossreview.operation.session;

import static crossreview.operation.session.SessionJson.put;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last count of votes, and who it depends on. */
final class SessionConvergence {
  private final Desk desk;

  SessionConvergence(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "session_check_convergence",
        "See what agreement lacks",
        "Shows the last count of votes: whether all were READY on the same bytes, who voted what,"
            + " who was excused or rejected and why, and everything that stands in the way by name."
            + " Nobody is asked.",
        SessionRead.INPUT,
        Schema.object()
            .must("session_id", Schema.text("The session."))
            .must("converged", Schema.flag("Whether it is closed by agreement."))
            .may("outcome", Schema.text("Once it is closed."))
            .may("outcome_reason", Schema.text("The code of the reason."))
            .must("petitioner", Schema.text("Who asks; never votes."))
            .must("in_flight", Schema.flag("Whether a run is under way."))
            .may("round", Schema.any("The last round that was counted."))
            .build(),
        Role.READER,
        Hints.READS,
        Route.get("/sessions/{session_id}/convergence"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    return desk.sessionRegistry().view(call.session()).map(SessionConvergence::answer);
  }

  private static Result answer(SessionView view) {
    Session session = view.session();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("converged", session.closed() && session.finalized().finalText() != null);
    put(body, "outcome", session.closed() ? session.finalized().outcome().word() : null);
    put(body, "outcome_reason", session.closed() ? session.finalized().reason().word() : null);
    body.put("petitioner", session.opened().petitioner());
    body.put("in_flight", session.running());
    List<Round> counted =
        session.rounds().stream().filter(round -> round.completed() != null).toList();
    if (!counted.isEmpty()) {
      body.put("round", RunJson.round(counted.getLast()));
    }
    return new Result.Done(body);
  }
}
