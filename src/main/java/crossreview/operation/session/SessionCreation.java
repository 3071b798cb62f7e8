package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.codec.FieldRules.WordList;
import crossreview.codec.SchemaBuilder;
import crossreview.model.AccessProblem;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemCode;
import crossreview.model.ProblemException;
import crossreview.model.ProjectName;
import crossreview.model.RequestProblem;
import crossreview.model.ReviewProblem;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.TextRef;
import crossreview.model.event.OpeningFacts;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.LimitOrigin;
import crossreview.model.policy.LimitSource;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.session.decision.CommandPreview;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens a session. */
final class SessionCreation {
  static final String NAME_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$";

  static final String PROJECT_PATTERN = "^" + ProjectName.PATTERN + "$";

  private final OperationContext operationContext;
  private final Supplier<DefaultsProvider> current;
  private final SessionIdGenerator ids;

  SessionCreation(
      OperationContext operationContext,
      Supplier<DefaultsProvider> current,
      SessionIdGenerator ids) {
    this.operationContext = operationContext;
    this.current = current;
    this.ids = ids;
  }

  Operation operation() {
    return Operation.of(
            new OperationSummary(
                "session_init",
                "Open a session",
                "Opens a review session without calling a peer. Say in `task` what the artifact is"
                    + " for and what the reviewers should check. Then submit the artifact with"
                    + " session_submit and start with run_start. Use an Idempotency-Key to repeat"
                    + " the call safely.",
                AccessRole.CALLER,
                OperationHints.ADDS,
                HttpRoute.post("/sessions")),
            SessionCreationInput.class,
            SessionJson.SESSION,
            this::handle)
        .previewed(SessionCreationInput.class, this::preview);
  }

  /** The session if an earlier call with this key opened it, else what would be opened. */
  private Future<Session> preview(
      @Nullable Session none, OperationCall operationCall, SessionCreationInput input) {
    Session fresh = Session.empty(ids.next(operationCall));
    Future<Session> before =
        operationCall.key() == null
            ? Future.succeededFuture(fresh)
            : operationContext
                .sessionRegistry()
                .view(fresh.id())
                .map(SessionView::readable)
                .otherwise(fresh);
    Principal caller = operationCall.principal();
    return before.map(session ->
        session.exists()
            ? session
            : CommandPreview.of(session, open(current.get(), caller, input), caller.name(), null));
  }

  private Future<OperationAnswer<SessionExcerpt>> handle(
      OperationCall operationCall, SessionCreationInput input) {
    SessionId id = ids.next(operationCall);
    DefaultsProvider now = current.get();
    return operationContext
        .sessionRegistry()
        .create(
            id,
            open(now, operationCall.principal(), input),
            operationCall.cause(),
            now.binding().getBytes(StandardCharsets.UTF_8))
        .recover(cause -> Future.failedFuture(reused(operationCall, cause)))
        .map(commitResult -> SessionExcerpt.created(commitResult.session()));
  }

  private static SessionCommand.Open open(
      DefaultsProvider now, Principal caller, SessionCreationInput input) {
    String focus = input.reviewFocus();
    String panel = input.panel() == null ? now.defaultPanel() : input.panel();
    List<PanelMember> members = panel(now, panel);
    return new SessionCommand.Open(
        input.task(),
        focus == null || focus.isEmpty() ? null : focus,
        input.petitioner() == null ? caller.name() : petitioner(caller, input.petitioner()),
        input.mode() == null ? now.mode() : input.mode(),
        now.policy(panel),
        members,
        limits(now, input.limits()),
        Digest.of(now.binding()),
        SessionOrigin.NONE.in(project(caller, input)).with(facts(now, input.limits(), members)));
  }

  private static OpeningFacts facts(
      DefaultsProvider now, @Nullable WantedLimits wanted, List<PanelMember> members) {
    byte[] settings = now.binding().getBytes(StandardCharsets.UTF_8);
    String text = settings.length > TextRef.INLINE_MAX ? null : now.binding();
    Integer rounds = wanted == null ? null : wanted.maxRounds();
    String dollars = wanted == null ? null : wanted.sessionUsd();
    return new OpeningFacts(
        new TextRef(Digest.of(settings), settings.length, text),
        List.of(
            origin(now, LimitName.MAX_ROUNDS, rounds == null ? null : rounds.toString()),
            origin(now, LimitName.WALL_CLOCK_MINUTES, null),
            origin(now, LimitName.SESSION_USD, dollars)),
        now.known(members));
  }

  private static LimitOrigin origin(
      DefaultsProvider now, LimitName limit, @Nullable String requested) {
    String allowed = limit.of(now.limits());
    LimitSource source =
        requested != null
            ? LimitSource.ARGUMENT
            : now.shipped(limit) ? LimitSource.DEFAULT : LimitSource.SETTINGS;
    String effective = requested == null ? allowed : requested;
    return new LimitOrigin(limit, requested, allowed, effective, source);
  }

  /** The name, which only an operator may choose freely. */
  static String petitioner(Principal caller, String given) {
    String self = caller.name();
    if (!given.equals(self) && !caller.operator()) {
      String message =
          "you are \"" + self + "\" and cannot open a session in the name of \"" + given + "\"";
      throw AccessProblem.IDENTITY_FORGERY_BLOCKED.exception(message);
    }
    return given;
  }

  /** Null for the default one. */
  private static @Nullable String project(Principal caller, SessionCreationInput input) {
    String own = caller.project();
    String given = input.project() == null ? own : input.project();
    if (!given.equals(own) && !caller.operator()) {
      String message =
          "you belong to \"" + own + "\" and cannot open sessions of \"" + given + "\"";
      throw AccessProblem.PROJECT_MISMATCH.exception(message);
    }
    return given.equals(ProjectName.DEFAULT) ? null : given;
  }

  private static List<PanelMember> panel(DefaultsProvider now, String name) {
    String known = String.join(", ", now.panelNames());
    return now.panel(name)
        .orElseThrow(() ->
            new ProblemException(
                fault(
                    ReviewProblem.PANEL_UNKNOWN,
                    "/panel",
                    "no panel \"" + name + "\", known: " + known)));
  }

  private static ReviewLimits limits(DefaultsProvider now, @Nullable WantedLimits wanted) {
    ReviewLimits reviewLimits = now.limits();
    if (wanted != null) {
      reviewLimits = lowered(reviewLimits, LimitName.MAX_ROUNDS, wanted.maxRounds());
      reviewLimits = lowered(reviewLimits, LimitName.SESSION_USD, wanted.sessionUsd());
    }
    return reviewLimits;
  }

  /** A caller may ask for less than the server allows. */
  private static ReviewLimits lowered(ReviewLimits ours, LimitName name, @Nullable Object wanted) {
    if (wanted == null) {
      return ours;
    }
    ReviewLimits other = name.with(ours, wanted.toString());
    if (name.raised(ours, other)) {
      String most = name.of(ours).isEmpty() ? "none" : "at most " + name.of(ours);
      String message = "is " + wanted + ", this server allows " + most;
      throw new ProblemException(
          fault(SessionProblem.LIMIT_RAISED, "/limits/" + name.wireName(), message));
    }
    return other;
  }

  private static Problem fault(ProblemCode code, String path, String message) {
    return code.problem(path + " " + message, List.of(new Problem.RequestFault(path, message)));
  }

  /** The id comes from the key, so a session that is there means another content under this key. */
  private static Throwable reused(OperationCall operationCall, Throwable cause) {
    boolean exists =
        operationCall.key() != null
            && cause instanceof ProblemException problemException
            && problemException.problem().type() == SessionProblem.SESSION_ALREADY_EXISTS;
    return exists
        ? RequestProblem.IDEMPOTENCY_KEY_REUSED.exception(
            "this key already opened a session with other content")
        : cause;
  }

  record SessionCreationInput(
      @Description("What is reviewed, and what the reviewers should check.")
          @TextLength(max = 4_000)
          String task,
      @Description("What to check first.") @TextLength(min = 0, max = 4_000)
          @Nullable String reviewFocus,
      @Description(
              "ship: an author revises. review: verdict only. circular: each author in turn revises"
                  + " or leaves it.")
          @WordList({"ship", "review", "circular"})
          @Nullable RunMode mode,
      @Description("A panel that server_info lists.") @TextLength(max = 64) @Nullable String panel,
      @Description("The petitioner; only operators can name another one.")
          @TextPattern(NAME_PATTERN)
          @Nullable String petitioner,
      @Description("Your project; only operators can name another one.")
          @TextPattern(PROJECT_PATTERN)
          @Nullable String project,
      @Nullable WantedLimits limits) {}

  record WantedLimits(
      @Description("Maximum rounds of one run, not above the server's limit.")
          @NumberRange(min = 1, max = 100)
          @Nullable Integer maxRounds,
      @Description("Maximum cost of the session, not above the server's limit.")
          @TextPattern(SchemaBuilder.DOLLARS)
          @Nullable String sessionUsd) {}
}
