package crossreview.operation.start;

import crossreview.access.Role;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.run.RunMode;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Handler;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole review in one call. */
final class Starter {
  private static final String SESSION = "session_id";
  private static final List<String> OPENING = List.of("review_focus", "panel", "max_cost_usd");

  private final Start start;
  private final Steps steps;

  Starter(Start start, Steps steps) {
    this.start = start;
    this.steps = steps;
  }

  /** The operations that do one step each. */
  record Steps(Handler open, Handler submit, Handler attach, Handler run, Handler poll) {}

  Operation operation() {
    return new Operation(
        start.name(),
        start.title(),
        start.description(),
        start.input(),
        output(),
        Role.CALLER,
        Hints.ASKS_PEERS,
        Route.post(start.path()),
        this::handle);
  }

  private Map<String, Object> output() {
    return Schema.object()
        .must(SESSION, Schema.text("The session."))
        .must("run", Schema.text("The run's id."))
        .must("begun_at", Schema.text("RFC 3339."))
        .must("running", Schema.flag("Whether it still goes on: ask session_poll then."))
        .must("repeated", Schema.flag("Whether an earlier call had begun it."))
        .must("converged", Schema.flag("Whether all agreed on the same bytes."))
        .must("poll_tool", Schema.text("What to ask how it stands."))
        .must("events_tool", Schema.text("What to ask for its events."))
        .must("notices", Schema.list(Schema.text("A remark."), "What was not done as asked."))
        .must("secrets_found", Schema.list(Schema.any("kind, line"), "In what was handed in."))
        .may("session", Schema.any("How it stands, as session_poll says it."))
        .build();
  }

  private Future<Result> handle(Call call) {
    if (call.has(SESSION) == call.has("task")) {
      String message = "give either session_id, for a session that goes on, or task, for a new one";
      throw new ProblemException(Problem.invalid("session_or_task", message));
    }
    for (String field : OPENING) {
      if (call.has(SESSION) && call.has(field)) {
        String message = "/" + field + " is settled when a session is opened";
        throw new ProblemException(Problem.invalid("session_is_open", message));
      }
    }
    return session(call).compose(id -> begun(call, id).recover(cause -> named(call, id, cause)));
  }

  private Future<String> session(Call call) {
    if (call.has(SESSION)) {
      return Future.succeededFuture(call.text(SESSION));
    }
    Map<String, Object> open = taken(call, "task", "review_focus", "panel", "mode");
    if (start.oneRound()) {
      open.put("mode", RunMode.REVIEW.word());
    }
    if (call.has("max_cost_usd")) {
      open.put("limits", Map.of("session_usd", call.text("max_cost_usd")));
    }
    return steps
        .open()
        .handle(step(call, open, "open"))
        .map(made -> (String) made.body().get(SESSION));
  }

  private Future<Result> begun(Call call, String id) {
    Map<String, Object> text = of(id);
    text.put("text", call.text(start.text()));
    text.putAll(taken(call, "label"));
    Map<String, Object> run = of(id);
    run.putAll(taken(call, "caller_status", "effort", "mode"));
    if (start.oneRound()) {
      run.put("max_rounds", 1L);
      run.put("mode", RunMode.REVIEW.word());
    } else if (call.has("max_rounds") && !Boolean.TRUE.equals(call.input().get("until_stopped"))) {
      run.put("max_rounds", call.number("max_rounds", 1));
    }
    return steps
        .submit()
        .handle(step(call, text, "submit"))
        .compose(submitted ->
            attached(call, id)
                .compose(attached -> steps.run().handle(step(call, run, "run")))
                .compose(started -> answer(call, id, submitted, started)));
  }

  private Future<?> attached(Call call, String id) {
    if (!call.has("evidence")) {
      return Future.succeededFuture();
    }
    Map<String, Object> evidence = of(id);
    evidence.put("text", call.text("evidence"));
    evidence.put("label", "evidence of the caller");
    return steps.attach().handle(step(call, evidence, "evidence"));
  }

  private Future<Result> answer(Call call, String id, Result submitted, Result started) {
    Map<String, Object> body = of(id);
    body.put("run", started.body().get("run"));
    body.put("begun_at", started.body().get("begun_at"));
    body.put("running", started.body().get("running"));
    body.put("repeated", started.body().get("repeated"));
    body.put("converged", false);
    body.put("poll_tool", "session_poll");
    body.put("events_tool", "session_events");
    body.put("notices", notices(call));
    body.put("secrets_found", submitted.body().get("secrets_found"));
    if (!start.waits()) {
      return Future.succeededFuture(new Result.Begun(body, "/sessions/" + id));
    }
    Map<String, Object> poll = of(id);
    poll.put("wait_ms", call.number("wait_ms", Start.WAIT_MAX_MS));
    return steps
        .poll()
        .handle(step(call, poll, "poll"))
        .map(standing -> waited(body, standing, id));
  }

  private static Result waited(Map<String, Object> body, Result standing, String id) {
    Map<String, Object> session = standing.body();
    body.put("running", session.get("running"));
    body.put("converged", "converged".equals(session.get("outcome")));
    body.put("session", session);
    return Boolean.TRUE.equals(session.get("running"))
        ? new Result.Begun(body, "/sessions/" + id)
        : new Result.Done(body);
  }

  private static List<String> notices(Call call) {
    List<String> notices = new ArrayList<>();
    if (call.has("peers") || call.has("lead_peer")) {
      notices.add(
          "peer_selection_lock: nobody chooses the own judges; the panel is the server's and the"
              + " author is drawn by lot");
    }
    return notices;
  }

  /** Each step repeats under a key of its own, which nobody outside uses by chance. */
  private static Call step(Call call, Map<String, Object> input, String name) {
    String key = call.key() == null ? null : Digest.of(call.key() + "\n" + name).value();
    return new Call(call.principal(), input, key, call.requestId(), call.progress());
  }

  private static Map<String, Object> of(String id) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put(SESSION, id);
    return input;
  }

  private static Map<String, Object> taken(Call call, String... fields) {
    Map<String, Object> input = new LinkedHashMap<>();
    for (String field : fields) {
      if (call.has(field)) {
        input.put(field, call.input().get(field));
      }
    }
    return input;
  }

  /** A refusal after the session was opened says where what was done so far is. */
  private static <T> Future<T> named(Call call, String id, Throwable cause) {
    return Future.failedFuture(
        cause instanceof ProblemException problemException && !call.has(SESSION)
            ? new ProblemException(
                problemException.problem().adding(" (session " + id + " is open)"))
            : cause);
  }
}
