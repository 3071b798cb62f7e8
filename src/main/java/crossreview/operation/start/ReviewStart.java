package crossreview.operation.start;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionProblem;
import crossreview.model.run.RunMode;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHandler;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.operation.Utf8Encoder;
import crossreview.operation.Utf8Encoder.EncodedText;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole review in one call. */
final class ReviewStart {
  private static final String SESSION = "session_id";
  private static final List<String> OPENING = List.of("review_focus", "panel", "max_cost_usd");

  private final StartVariant startVariant;
  private final StartSteps startSteps;
  private final int textBytesMax;

  ReviewStart(StartVariant startVariant, StartSteps startSteps, int textBytesMax) {
    this.startVariant = startVariant;
    this.startSteps = startSteps;
    this.textBytesMax = textBytesMax;
  }

  /** The operations that do one step each. */
  record StartSteps(
      OperationHandler open,
      OperationHandler submit,
      OperationHandler attach,
      OperationHandler run,
      OperationHandler poll) {}

  Operation operation() {
    return new Operation(
        startVariant.name(),
        startVariant.title(),
        startVariant.description(),
        startVariant.input(),
        output(),
        AccessRole.CALLER,
        OperationHints.ASKS_PEERS,
        HttpRoute.post(startVariant.path()),
        this::handle);
  }

  private Map<String, Object> output() {
    return SchemaBuilder.object()
        .must(SESSION, SchemaBuilder.text("The session."))
        .must("run", SchemaBuilder.text("The run's id."))
        .must("begun_at", SchemaBuilder.text("RFC 3339."))
        .must("running", SchemaBuilder.flag("Whether it still goes on: ask session_poll then."))
        .must("repeated", SchemaBuilder.flag("Whether an earlier call had begun it."))
        .must("converged", SchemaBuilder.flag("Whether all agreed on the same bytes."))
        .must(
            "revised",
            SchemaBuilder.flag("Whether these bytes are not yours: read session_final then."))
        .must("poll_tool", SchemaBuilder.text("What to ask how it stands."))
        .must("events_tool", SchemaBuilder.text("What to ask for its events."))
        .must(
            "notices",
            SchemaBuilder.list(SchemaBuilder.text("A remark."), "What was not done as asked."))
        .may("read_as", SchemaBuilder.text("What the text was read as, and what was not read."))
        .must(
            "secrets_found",
            SchemaBuilder.list(SchemaBuilder.any("kind, line"), "In what was handed in."))
        .may("session", SchemaBuilder.any("How it stands, as session_poll says it."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    if (operationCall.has(SESSION) == operationCall.has("task")) {
      String message = "give either session_id, for a session that goes on, or task, for a new one";
      throw SessionProblem.SESSION_OR_TASK.exception(message);
    }
    for (String field : OPENING) {
      if (operationCall.has(SESSION) && operationCall.has(field)) {
        String message = "/" + field + " is settled when a session is opened";
        throw SessionProblem.SESSION_IS_OPEN.exception(message);
      }
    }
    checkTexts(operationCall);
    return session(operationCall)
        .compose(id -> begun(operationCall, id).recover(cause -> named(operationCall, id, cause)));
  }

  /** Before a session is opened: a text that is refused later would leave it open and empty. */
  private void checkTexts(OperationCall operationCall) {
    Utf8Encoder.of(operationCall.text(startVariant.text()), EncodedText.ARTIFACT, textBytesMax);
    if (operationCall.has("evidence")) {
      Utf8Encoder.of(operationCall.text("evidence"), EncodedText.EVIDENCE, textBytesMax);
    }
  }

  private Future<String> session(OperationCall operationCall) {
    if (operationCall.has(SESSION)) {
      return Future.succeededFuture(operationCall.text(SESSION));
    }
    Map<String, Object> open = taken(operationCall, "task", "review_focus", "panel", "mode");
    if (startVariant.oneRound()) {
      open.put("mode", RunMode.REVIEW.wireName());
    }
    if (operationCall.has("max_cost_usd")) {
      open.put("limits", Map.of("session_usd", operationCall.text("max_cost_usd")));
    }
    return startSteps
        .open()
        .handle(step(operationCall, open, "open"))
        .map(made -> (String) made.body().get(SESSION));
  }

  private Future<OperationResult> begun(OperationCall operationCall, String id) {
    Map<String, Object> text = of(id);
    text.put("text", operationCall.text(startVariant.text()));
    text.putAll(taken(operationCall, "label"));
    Map<String, Object> run = of(id);
    run.putAll(taken(operationCall, "caller_status", "effort", "mode"));
    if (startVariant.oneRound()) {
      run.put("max_rounds", 1L);
      run.put("mode", RunMode.REVIEW.wireName());
    } else if (operationCall.has("max_rounds")
        && !Boolean.TRUE.equals(operationCall.input().get("until_stopped"))) {
      run.put("max_rounds", operationCall.number("max_rounds", 1));
    }
    return startSteps
        .submit()
        .handle(step(operationCall, text, "submit"))
        .compose(submitted ->
            attached(operationCall, id)
                .compose(attached -> startSteps.run().handle(step(operationCall, run, "run")))
                .compose(started -> answer(operationCall, id, submitted, started)));
  }

  private Future<?> attached(OperationCall operationCall, String id) {
    if (!operationCall.has("evidence")) {
      return Future.succeededFuture();
    }
    Map<String, Object> evidence = of(id);
    evidence.put("text", operationCall.text("evidence"));
    evidence.put("label", "evidence of the caller");
    return startSteps.attach().handle(step(operationCall, evidence, "evidence"));
  }

  private Future<OperationResult> answer(
      OperationCall operationCall, String id, OperationResult submitted, OperationResult started) {
    Map<String, Object> body = of(id);
    body.put("run", started.body().get("run"));
    body.put("begun_at", started.body().get("begun_at"));
    body.put("running", started.body().get("running"));
    body.put("repeated", started.body().get("repeated"));
    body.put("converged", false);
    body.put("revised", false);
    body.put("poll_tool", "session_poll");
    body.put("events_tool", "session_events");
    body.put("notices", notices(operationCall));
    body.put("read_as", submitted.body().get("read_as"));
    body.put("secrets_found", submitted.body().get("secrets_found"));
    Map<String, Object> poll = of(id);
    poll.put(
        "wait_ms",
        startVariant.waits() ? operationCall.number("wait_ms", StartVariant.WAIT_MAX_MS) : 0L);
    return startSteps
        .poll()
        .handle(step(operationCall, poll, "poll"))
        .map(standing -> standing(body, standing.body(), id));
  }

  /** Where the session stands now: a repeated call may find that the review is over. */
  private OperationResult standing(
      Map<String, Object> body, Map<String, Object> session, String id) {
    body.put("running", session.get("running"));
    body.put("converged", "converged".equals(session.get("outcome")));
    body.put("revised", Boolean.TRUE.equals(session.get("revised")));
    if (startVariant.waits()) {
      body.put("session", session);
    }
    return startVariant.waits() && Boolean.FALSE.equals(session.get("running"))
        ? new OperationResult.ValueResult(body)
        : new OperationResult.AcceptedResult(body, "/sessions/" + id);
  }

  private static List<String> notices(OperationCall operationCall) {
    List<String> notices = new ArrayList<>();
    if (operationCall.has("peers") || operationCall.has("lead_peer")) {
      notices.add(
          "peer_selection_lock: nobody chooses the own judges; the panel is the server's and the"
              + " author is drawn by lot");
    }
    return notices;
  }

  /** Each step repeats under a key of its own, which nobody outside uses by chance. */
  private static OperationCall step(
      OperationCall operationCall, Map<String, Object> input, String name) {
    String key =
        operationCall.key() == null ? null : Digest.of(operationCall.key() + "\n" + name).value();
    return new OperationCall(
        operationCall.principal(), input, key, operationCall.requestId(), operationCall.progress());
  }

  private static Map<String, Object> of(String id) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put(SESSION, id);
    return input;
  }

  private static Map<String, Object> taken(OperationCall operationCall, String... fields) {
    Map<String, Object> input = new LinkedHashMap<>();
    for (String field : fields) {
      if (operationCall.has(field)) {
        input.put(field, operationCall.input().get(field));
      }
    }
    return input;
  }

  /** A refusal after the session was opened says where what was done so far is. */
  private static <T> Future<T> named(OperationCall operationCall, String id, Throwable cause) {
    return Future.failedFuture(
        cause instanceof ProblemException problemException && !operationCall.has(SESSION)
            ? new ProblemException(
                problemException.problem().adding(" (session " + id + " is open)"))
            : cause);
  }
}
