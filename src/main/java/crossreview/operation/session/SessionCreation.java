package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.AccessProblem;
import crossreview.model.Problem;
import crossreview.model.ProblemCode;
import crossreview.model.ProblemException;
import crossreview.model.ProjectName;
import crossreview.model.RequestProblem;
import crossreview.model.ReviewProblem;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.WireEnum;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.CommitResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Opens a session. */
final class SessionCreation {
  private static final String NAME_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$";

  private static final String PROJECT_PATTERN = "^" + ProjectName.PATTERN + "$";

  private final OperationContext operationContext;
  private final DefaultsProvider defaultsProvider;
  private final SessionIdGenerator ids;

  SessionCreation(
      OperationContext operationContext,
      DefaultsProvider defaultsProvider,
      SessionIdGenerator ids) {
    this.operationContext = operationContext;
    this.defaultsProvider = defaultsProvider;
    this.ids = ids;
  }

  Operation operation() {
    return new Operation(
        "session_init",
        "Open a session",
        "Opens a review session and asks nobody yet. Say in `task` what the artifact is for and"
            + " what the reviewers should judge. Then hand in the artifact with session_submit and"
            + " begin with run_start. Give an Idempotency-Key to repeat the call safely.",
        input(),
        SessionJson.schema(),
        AccessRole.CALLER,
        OperationHints.ADDS,
        HttpRoute.post("/sessions"),
        this::handle);
  }

  private static Map<String, Object> input() {
    Map<String, Object> limits =
        SchemaBuilder.object()
            .may(
                "max_rounds",
                SchemaBuilder.whole(1, 100, "Rounds of one run; lower than the server's."))
            .may("session_usd", SchemaBuilder.dollars("What all may cost; lower, too."))
            .build();
    return SchemaBuilder.object()
        .must("task", SchemaBuilder.text(1, 4_000, "What is reviewed and what good means."))
        .may("review_focus", SchemaBuilder.text(0, 4_000, "What to look at first."))
        .may(
            "mode",
            SchemaBuilder.words(
                RunMode.words(),
                "ship: an author revises. review: verdict only. circular: each in turn revises or"
                    + " leaves it."))
        .may("panel", SchemaBuilder.text(1, 64, "A panel that server_info lists."))
        .may(
            "petitioner",
            SchemaBuilder.matching(NAME_PATTERN, "Who asks; yourself unless operator."))
        .may("project", SchemaBuilder.matching(PROJECT_PATTERN, "Yours unless operator."))
        .may("limits", limits)
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionId id = ids.next(operationCall);
    return operationContext
        .sessionRegistry()
        .create(id, open(operationCall), operationCall.cause())
        .recover(cause -> Future.failedFuture(reused(operationCall, cause)))
        .map(SessionCreation::made);
  }

  private SessionCommand.Open open(OperationCall operationCall) {
    String focus = operationCall.text("review_focus");
    List<PanelMember> members = panel(operationCall);
    return new SessionCommand.Open(
            operationCall.text("task"),
            focus == null || focus.isEmpty() ? null : focus,
            petitioner(operationCall),
            operationCall.has("mode")
                ? WireEnum.find(RunMode.class, operationCall.text("mode")).get()
                : defaultsProvider.mode(),
            defaultsProvider.policy(panelName(operationCall)),
            members,
            limits(operationCall),
            defaultsProvider.settingsDigest())
        .in(project(operationCall));
  }

  private static String petitioner(OperationCall operationCall) {
    String self = operationCall.principal().name();
    String given = operationCall.has("petitioner") ? operationCall.text("petitioner") : self;
    if (!given.equals(self) && !operationCall.principal().operator()) {
      String message = "you are \"" + self + "\" and cannot ask in the name of \"" + given + "\"";
      throw AccessProblem.IDENTITY_FORGERY_BLOCKED.exception(message);
    }
    return given;
  }

  /** Null for the default one. */
  private static String project(OperationCall operationCall) {
    String own = operationCall.principal().project();
    String given = operationCall.has("project") ? operationCall.text("project") : own;
    if (!given.equals(own) && !operationCall.principal().operator()) {
      String message =
          "you belong to \"" + own + "\" and cannot open sessions of \"" + given + "\"";
      throw AccessProblem.PROJECT_MISMATCH.exception(message);
    }
    return given.equals(ProjectName.DEFAULT) ? null : given;
  }

  private String panelName(OperationCall operationCall) {
    return operationCall.has("panel")
        ? operationCall.text("panel")
        : defaultsProvider.defaultPanel();
  }

  private List<PanelMember> panel(OperationCall operationCall) {
    String name = panelName(operationCall);
    String known = String.join(", ", defaultsProvider.panelNames());
    return defaultsProvider
        .panel(name)
        .orElseThrow(() ->
            new ProblemException(
                fault(
                    ReviewProblem.PANEL_UNKNOWN,
                    "/panel",
                    "no panel \"" + name + "\", known: " + known)));
  }

  private ReviewLimits limits(OperationCall operationCall) {
    ReviewLimits reviewLimits = defaultsProvider.limits();
    if (operationCall.input().get("limits") instanceof Map<?, ?> wanted) {
      reviewLimits = lowered(reviewLimits, LimitName.MAX_ROUNDS, wanted.get("max_rounds"));
      reviewLimits = lowered(reviewLimits, LimitName.SESSION_USD, wanted.get("session_usd"));
    }
    return reviewLimits;
  }

  /** A caller may ask for less than the server allows. */
  private static ReviewLimits lowered(ReviewLimits ours, LimitName name, Object wanted) {
    if (wanted == null) {
      return ours;
    }
    ReviewLimits other = name.with(ours, wanted.toString());
    if (name.raised(ours, other)) {
      String most = name.of(ours).isEmpty() ? "none at all" : "at most " + name.of(ours);
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
            "this key opened a session with another content before")
        : cause;
  }

  private static OperationResult made(CommitResult commitResult) {
    Map<String, Object> body = SessionJson.of(commitResult.session());
    return new OperationResult.CreatedResult(body, "/sessions/" + commitResult.session().id());
  }
}
