package crossreview.operation.run;

import crossreview.access.Role;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Desk.RunOrder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Begins a run. */
final class RunStart {
  private final Desk desk;

  RunStart(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "run_start",
        "Start a run",
        "Asks the panel about the current artifact, in rounds, until all are READY on the same"
            + " bytes or a limit says stop. Answers at once; follow it with session_events and its"
            + " `wait`, then read session_read. Say caller_status NOT_READY when you only want"
            + " advice.",
        input(),
        output(),
        Role.CALLER,
        Hints.ASKS_PEERS,
        Route.post("/sessions/{session_id}/runs"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .may("mode", Schema.words(RunMode.words(), "The session's mode if absent."))
        .may("max_rounds", Schema.whole(1, 100, "Lower than the session's limit."))
        .may(
            "effort",
            Schema.words(ReasoningEffort.class, "How much models think; their own if absent."))
        .may(
            "caller_status",
            Schema.words(VerdictStatus.class, "What you think of it; READY if absent."))
        .build();
  }

  private static Map<String, Object> output() {
    return Schema.object()
        .must("session_id", Schema.text("The session."))
        .must("run", Schema.text("The run's id."))
        .must("begun_at", Schema.text("RFC 3339."))
        .must("running", Schema.flag("Whether it still goes on."))
        .must("repeated", Schema.flag("Whether an earlier call had begun it."))
        .must("head", Schema.whole(1, Long.MAX_VALUE, "The seq of the last line."))
        .build();
  }

  private Future<Result> handle(Call call) {
    SessionId id = call.session();
    return desk.runs().start(id, order(call), call.cause()).map(started -> answer(id, started));
  }

  /** What is not said is what the session has. */
  static RunOrder order(Call call) {
    Integer rounds = call.has("max_rounds") ? (int) call.number("max_rounds", 0) : null;
    RunMode runMode =
        call.has("mode") ? WireEnum.find(RunMode.class, call.text("mode")).get() : null;
    VerdictStatus verdictStatus =
        call.has("caller_status")
            ? WireEnum.find(VerdictStatus.class, call.text("caller_status")).get()
            : VerdictStatus.READY;
    ReasoningEffort reasoningEffort =
        call.has("effort") ? WireEnum.find(ReasoningEffort.class, call.text("effort")).get() : null;
    return new RunOrder(runMode, rounds, verdictStatus, reasoningEffort);
  }

  private static Result answer(SessionId id, Desk.Started started) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.put("run", started.run());
    body.put("begun_at", started.session().run().startedAt());
    body.put("running", started.session().running());
    body.put("repeated", started.repeated());
    body.put("head", started.session().seq());
    return new Result.Begun(body, "/sessions/" + id);
  }
}
