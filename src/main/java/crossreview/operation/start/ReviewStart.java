package crossreview.operation.start;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.RecordCodec;
import crossreview.json.JsonTree;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.run.RunMode;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSchemas;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.Utf8Encoder;
import crossreview.operation.Utf8Encoder.EncodedText;
import crossreview.operation.start.StartSteps.CancelStep;
import crossreview.operation.start.StartSteps.OpenStep;
import crossreview.operation.start.StartSteps.PollStep;
import crossreview.operation.start.StartSteps.RunStep;
import crossreview.operation.start.StartSteps.SpendingLimit;
import crossreview.operation.start.StartSteps.TextStep;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole review in one call. */
final class ReviewStart {
  private final StartVariant startVariant;
  private final StartSteps startSteps;
  private final int textBytesMax;

  ReviewStart(StartVariant startVariant, StartSteps startSteps, int textBytesMax) {
    this.startVariant = startVariant;
    this.startSteps = startSteps;
    this.textBytesMax = textBytesMax;
  }

  Operation operation() {
    RecordCodec<ReviewStartOutput> output = RecordCodec.of(ReviewStartOutput.class);
    return Operation.of(
        new OperationSummary(
            startVariant.name(),
            startVariant.title(),
            startVariant.description(),
            AccessRole.CALLER,
            OperationHints.ASKS_PEERS,
            HttpRoute.post(startVariant.path())),
        new OperationSchemas(startVariant.input(), output.outputSchema()),
        ReviewStartInput.class,
        output::write,
        this::handle);
  }

  private Future<OperationAnswer<ReviewStartOutput>> handle(
      OperationCall operationCall, ReviewStartInput input) {
    check(input);
    return session(operationCall, input)
        .compose(id ->
            begun(operationCall, input, id)
                .recover(cause ->
                    input.sessionId() == null
                        ? closed(operationCall, id, cause)
                        : Future.failedFuture(cause)));
  }

  /** Before a session is opened: a text that is refused later would leave it open and empty. */
  private void check(ReviewStartInput input) {
    if (input.sessionId() == null && input.task() == null) {
      String message = "give session_id, to continue a session, or task, for a new one";
      throw SessionProblem.SESSION_OR_TASK.exception(message);
    }
    if (input.sessionId() != null) {
      checkAbsent("panel", input.panel());
      checkAbsent("max_cost_usd", input.maxCostUsd());
    }
    Utf8Encoder.of(input.text(), EncodedText.ARTIFACT, textBytesMax);
    if (input.evidence() != null) {
      Utf8Encoder.of(input.evidence(), EncodedText.EVIDENCE, textBytesMax);
    }
  }

  private static void checkAbsent(String field, @Nullable String value) {
    if (value != null) {
      String message = "/" + field + " is set when a session is opened";
      throw SessionProblem.SESSION_IS_OPEN.exception(message);
    }
  }

  private Future<SessionId> session(OperationCall operationCall, ReviewStartInput input) {
    if (input.sessionId() != null) {
      return Future.succeededFuture(input.sessionId());
    }
    SpendingLimit limits =
        input.maxCostUsd() == null ? null : new SpendingLimit(input.maxCostUsd());
    OpenStep open =
        new OpenStep(input.task(), input.reviewFocus(), input.panel(), mode(input), limits);
    return StartSteps.take(startSteps.open(), operationCall, "open", open).map(ReviewStart::id);
  }

  /** Null for the session's own. */
  private @Nullable RunMode mode(ReviewStartInput input) {
    return startVariant.oneRound() ? RunMode.REVIEW : input.mode();
  }

  private Future<OperationAnswer<ReviewStartOutput>> begun(
      OperationCall operationCall, ReviewStartInput input, SessionId id) {
    TextStep text = new TextStep(id, input.text(), input.label());
    Long rounds = input.untilStopped() ? null : input.maxRounds();
    RunStep run =
        new RunStep(
            id,
            input.callerStatus(),
            input.effort(),
            mode(input),
            startVariant.oneRound() ? Long.valueOf(1) : rounds);
    return StartSteps.take(startSteps.submit(), operationCall, "submit", text)
        .compose(submitted ->
            attached(operationCall, input, id)
                .compose(attached -> StartSteps.take(startSteps.run(), operationCall, "run", run))
                .compose(started -> standing(operationCall, input, submitted, started)));
  }

  private Future<?> attached(OperationCall operationCall, ReviewStartInput input, SessionId id) {
    if (input.evidence() == null) {
      return Future.succeededFuture();
    }
    TextStep evidence = new TextStep(id, input.evidence(), "evidence of the caller");
    return StartSteps.take(startSteps.attach(), operationCall, "evidence", evidence);
  }

  /** The current state of the session: a repeated call may find that the review is over. */
  private Future<OperationAnswer<ReviewStartOutput>> standing(
      OperationCall operationCall,
      ReviewStartInput input,
      Map<String, Object> submitted,
      Map<String, Object> started) {
    PollStep poll = new PollStep(id(started), startVariant.waits() ? input.waitMs() : 0);
    return StartSteps.take(startSteps.poll(), operationCall, "poll", poll)
        .map(session -> answer(input, submitted, started, session));
  }

  private static SessionId id(Map<String, Object> answer) {
    return new SessionId(text(answer, "session_id"));
  }

  private static String text(Map<String, Object> answer, String field) {
    return JsonTree.text(answer, "/" + field).orElseThrow();
  }

  private OperationAnswer<ReviewStartOutput> answer(
      ReviewStartInput input,
      Map<String, Object> submitted,
      Map<String, Object> started,
      Map<String, Object> session) {
    SessionId id = id(started);
    String run = text(started, "run");
    boolean last = JsonTree.text(session, "/run/run").filter(run::equals).isPresent();
    boolean running = last && Boolean.TRUE.equals(session.get("running"));
    ReviewStartOutput output =
        new ReviewStartOutput(
            id,
            run,
            text(started, "begun_at"),
            running,
            Boolean.TRUE.equals(started.get("repeated")),
            last && "converged".equals(session.get("outcome")),
            last && Boolean.TRUE.equals(session.get("revised")),
            "session_poll",
            "session_events",
            notices(input),
            (String) submitted.get("read_as"),
            new ArrayList<>((List<?>) submitted.get("secrets_found")),
            startVariant.waits() ? session : null);
    return startVariant.waits() && !running
        ? OperationAnswer.done(output)
        : OperationAnswer.accepted(output, "/sessions/" + id);
  }

  private static List<String> notices(ReviewStartInput input) {
    List<String> notices = new ArrayList<>();
    if (input.peers() != null || input.leadPeer() != null) {
      notices.add(
          "peer_selection_lock: callers do not choose their peers; the panel is from the settings"
              + " and the author is drawn by lottery");
    }
    if (input.sessionId() != null && (input.task() != null || input.reviewFocus() != null)) {
      notices.add(
          "task_of_session: task and review_focus are those that the session was opened with");
    }
    return notices;
  }

  /**
   * What is refused for good after the session was opened leaves no open session. One that may
   * succeed later stays open, so that the same call with the same key goes on with it.
   */
  private <T> Future<T> closed(OperationCall operationCall, SessionId id, Throwable cause) {
    if (!(cause instanceof ProblemException refusal)) {
      return Future.failedFuture(cause);
    }
    Problem problem = refusal.problem();
    if (problem.type().traits().retryHelps()) {
      return named(problem, id, "is open");
    }
    CancelStep cancel = new CancelStep(id, "the start was refused: " + problem.type().code());
    return StartSteps.take(startSteps.cancel(), operationCall, "cancel", cancel)
        .transform(end -> named(problem, id, end.succeeded() ? "is closed" : "is open"));
  }

  private static <T> Future<T> named(Problem problem, SessionId id, String state) {
    return Future.failedFuture(
        new ProblemException(problem.adding(" (session " + id + " " + state + ")")));
  }

  record ReviewStartOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The run's id.") String run,
      @Description("RFC 3339.") String begunAt,
      @Description("Whether the run is still running; then call session_poll.") boolean running,
      @Description("Whether an earlier call started it.") boolean repeated,
      @Description("Whether all agreed on the same bytes.") boolean converged,
      @Description("Whether these bytes are a revision of yours; then read session_final.")
          boolean revised,
      @Description("The operation for the state.") String pollTool,
      @Description("The operation for the events.") String eventsTool,
      @Description("Inputs that had no effect.") @ItemRule("A remark.") List<String> notices,
      @Description("How the text was read, and which parts were not read.") @Nullable String readAs,
      @Description("Possible secrets in the submitted texts.") @OpaqueObject @ItemRule("kind, line")
          List<Object> secretsFound,
      @Description("The state as in session_poll.") @OpaqueObject
          @Nullable Map<String, Object> session) {}
}
