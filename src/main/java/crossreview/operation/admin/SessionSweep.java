package crossreview.operation.admin;

import crossreview.access.Role;
import crossreview.model.SessionId;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.upkeep.Sweep;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Closes idle sessions. */
final class SessionSweep {
  private final Sweep sweep;

  SessionSweep(Sweep sweep) {
    this.sweep = sweep;
  }

  Operation operation() {
    return new Operation(
        "session_sweep",
        "Close idle sessions",
        "Closes every session that has no running run and that nobody touched for this time, as"
            + " aborted, or as max-rounds if its last run used up its rounds. Look first with"
            + " dry_run.",
        Schema.object()
            .may(
                "idle_minutes",
                Schema.whole(Sweep.IDLE_MIN.toMinutes(), 1_000_000, "A day without it."))
            .may("dry_run", Schema.flag("Only say which."))
            .build(),
        Schema.object()
            .must("swept", Schema.list(Schema.text("A session."), "Those that were closed."))
            .must("dry_run", Schema.flag("Nothing was closed."))
            .build(),
        Role.OPERATOR,
        Hints.ENDS,
        Route.post("/sweep"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    Duration idle = Duration.ofMinutes(call.number("idle_minutes", Sweep.IDLE_MIN.toMinutes()));
    boolean dry = Boolean.TRUE.equals(call.input().get("dry_run"));
    return sweep.run(idle, dry, call.cause()).map(swept -> answer(swept, dry));
  }

  private static Result answer(List<SessionId> swept, boolean dry) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("swept", swept.stream().map(SessionId::value).toList());
    body.put("dry_run", dry);
    return new Result.Done(body);
  }
}
