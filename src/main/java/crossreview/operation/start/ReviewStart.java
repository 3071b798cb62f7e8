package crossreview.operation.start;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.RecordCodec;
import crossreview.json.JsonTree;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSchemas;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.run.ClaimTexts;
import crossreview.operation.start.StartSteps.CancelStep;
import crossreview.operation.start.StartSteps.PollStep;
import crossreview.operation.start.StartSteps.RunStep;
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
  private final StartPreview startPreview;

  ReviewStart(StartVariant startVariant, StartSteps startSteps, StartPreview startPreview) {
    this.startVariant = startVariant;
    this.startSteps = startSteps;
    this.startPreview = startPreview;
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
    return startPreview
        .check(operationCall, startVariant, input)
        .compose(fine -> session(operationCall, input))
        .compose(id ->
            begun(operationCall, input, id)
                .recover(cause ->
                    input.sessionId() == null
                        ? closed(operationCall, id, cause)
                        : Future.failedFuture(cause)));
  }

  private Future<SessionId> session(OperationCall operationCall, ReviewStartInput input) {
    return input.sessionId() == null
        ? StartSteps.take(startSteps.open(), operationCall, "open", startVariant.open(input))
            .map(ReviewStart::id)
        : Future.succeededFuture(input.sessionId());
  }

  private Future<OperationAnswer<ReviewStartOutput>> begun(
      OperationCall operationCall, ReviewStartInput input, SessionId id) {
    TextStep text = TextStep.artifact(id, input);
    RunStep run = startVariant.run(id, input);
    return StartSteps.take(startSteps.submit(), operationCall, "submit", text)
        .compose(submitted ->
            attached(operationCall, input, id)
                .compose(attached ->
                    StartSteps.take(
                        startSteps.run(), operationCall, "run", run.about(sha256(submitted))))
                .compose(started -> standing(operationCall, input, submitted, started)));
  }

  private Future<?> attached(OperationCall operationCall, ReviewStartInput input, SessionId id) {
    if (input.evidence() == null) {
      return Future.succeededFuture();
    }
    TextStep evidence = TextStep.evidence(id, input.evidence());
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

  private static Digest sha256(Map<String, Object> submitted) {
    return new Digest(JsonTree.text(submitted, "/artifact/sha256").orElseThrow());
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
            notices(input, started),
            (String) submitted.get("read_as"),
            new ArrayList<>((List<?>) submitted.get("secrets_found")),
            new ArrayList<>((List<?>) started.get("unsupported_claims")),
            startVariant.waits() ? session : null);
    return startVariant.waits() && !running
        ? OperationAnswer.done(output)
        : OperationAnswer.accepted(output, "/sessions/" + id);
  }

  private static List<String> notices(ReviewStartInput input, Map<String, Object> started) {
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
    JsonTree.list(started, "/notices").forEach(notice -> notices.add((String) notice));
    return notices;
  }

  /**
   * What is refused for good only after the preview, because something else came between, leaves no
   * open session. One that may succeed later stays open, so that the same call with the same key
   * goes on with it.
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
      @Description("Whether all agreed on the same bytes: yours, unless `revised`.")
          boolean converged,
      @Description("Whether these bytes are a revision of yours; then read session_final.")
          boolean revised,
      @Description("The operation for the state.") String pollTool,
      @Description("The operation for the events.") String eventsTool,
      @Description("Inputs that had no effect.") @ItemRule("A remark.") List<String> notices,
      @Description("How the text was read, and which parts were not read.") @Nullable String readAs,
      @Description("Possible secrets in the submitted texts.") @OpaqueObject @ItemRule("kind, line")
          List<Object> secretsFound,
      @Description(ClaimTexts.UNSUPPORTED) @OpaqueObject @ItemRule(ClaimTexts.ITEM)
          List<Object> unsupportedClaims,
      @Description("The state as in session_poll.") @OpaqueObject
          @Nullable Map<String, Object> session) {}
}
