package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ProjectName;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.CommitResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Opens a session. */
final class SessionInit {
  private static final String NAME_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$";

  private static final String PROJECT_PATTERN = "^" + ProjectName.PATTERN + "$";

  private final Desk desk;
  private final Defaults defaults;
  private final SessionIds ids;

  SessionInit(Desk desk, Defaults defaults, SessionIds ids) {
    this.desk = desk;
    this.defaults = defaults;
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
        Role.CALLER,
        Hints.ADDS,
        Route.post("/sessions"),
        this::handle);
  }

  private static Map<String, Object> input() {
    Map<String, Object> limits =
        Schema.object()
            .may("max_rounds", Schema.whole(1, 100, "Rounds of one run; lower than the server's."))
            .may("session_usd", Schema.dollars("What all may cost; lower, too."))
            .build();
    return Schema.object()
        .must("task", Schema.text(1, 4_000, "What is reviewed and what good means."))
        .may("review_focus", Schema.text(0, 4_000, "What to look at first."))
        .may(
            "mode",
            Schema.words(
                RunMode.words(),
                "ship: an author revises. review: verdict only. circular: each in turn revises or"
                    + " leaves it."))
        .may("panel", Schema.text(1, 64, "A panel that server_info lists."))
        .may("petitioner", Schema.matching(NAME_PATTERN, "Who asks; yourself unless operator."))
        .may("project", Schema.matching(PROJECT_PATTERN, "Yours unless operator."))
        .may("limits", limits)
        .build();
  }

  private Future<Result> handle(Call call) {
    SessionId id = ids.next(call);
    return desk.sessionRegistry()
        .create(id, open(call), call.cause())
        .recover(cause -> Future.failedFuture(reused(call, cause)))
        .map(SessionInit::made);
  }

  private SessionCommand.Open open(Call call) {
    String focus = call.text("review_focus");
    List<PanelMember> members = panel(call);
    return new SessionCommand.Open(
            call.text("task"),
            focus == null || focus.isEmpty() ? null : focus,
            petitioner(call),
            call.has("mode")
                ? WireEnum.find(RunMode.class, call.text("mode")).get()
                : defaults.mode(),
            defaults.policy(panelName(call)),
            members,
            limits(call),
            defaults.settingsDigest())
        .in(project(call));
  }

  private static String petitioner(Call call) {
    String self = call.principal().name();
    String given = call.has("petitioner") ? call.text("petitioner") : self;
    if (!given.equals(self) && !call.principal().operator()) {
      String message = "you are \"" + self + "\" and cannot ask in the name of \"" + given + "\"";
      throw new ProblemException(Problem.notAllowed("identity_forgery_blocked", message));
    }
    return given;
  }

  /** Null for the default one. */
  private static String project(Call call) {
    String own = call.principal().project();
    String given = call.has("project") ? call.text("project") : own;
    if (!given.equals(own) && !call.principal().operator()) {
      String message =
          "you belong to \"" + own + "\" and cannot open sessions of \"" + given + "\"";
      throw new ProblemException(Problem.notAllowed("project_mismatch", message));
    }
    return given.equals(ProjectName.DEFAULT) ? null : given;
  }

  private String panelName(Call call) {
    return call.has("panel") ? call.text("panel") : defaults.defaultPanel();
  }

  private List<PanelMember> panel(Call call) {
    String name = panelName(call);
    String known = String.join(", ", defaults.panelNames());
    return defaults
        .panel(name)
        .orElseThrow(() ->
            new ProblemException(
                fault("panel_unknown", "/panel", "no panel \"" + name + "\", known: " + known)));
  }

  private ReviewLimits limits(Call call) {
    ReviewLimits reviewLimits = defaults.limits();
    if (call.input().get("limits") instanceof Map<?, ?> wanted) {
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
      throw new ProblemException(fault("limit_raised", "/limits/" + name.word(), message));
    }
    return other;
  }

  private static Problem fault(String code, String path, String message) {
    return Problem.invalid(
        code, path + " " + message, List.of(new Problem.RequestFault(path, message)));
  }

  /** The id comes from the key, so a session that is there means another content under this key. */
  private static Throwable reused(Call call, Throwable cause) {
    boolean exists =
        call.key() != null
            && cause instanceof ProblemException problemException
            && problemException.problem().code().equals("session_already_exists");
    return exists
        ? new ProblemException(
            Problem.invalid(
                "idempotency_key_reused", "this key opened a session with another content before"))
        : cause;
  }

  private static Result made(CommitResult commitResult) {
    Map<String, Object> body = SessionJson.of(commitResult.session());
    return new Result.Made(body, "/sessions/" + commitResult.session().id());
  }
}
