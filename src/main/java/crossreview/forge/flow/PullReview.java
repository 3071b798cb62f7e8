package crossreview.forge.flow;

import crossreview.forge.Forge;
import crossreview.forge.PullChange;
import crossreview.forge.PullRequest;
import crossreview.forge.ReviewTask;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ValueChecks;
import crossreview.settings.ForgeEntry.RepositoryEntry;
import java.util.List;
import java.util.Map;

/** Begins the session of a head. Blocks virtual threads. */
final class PullReview {
  private static final int LABEL_MAX = 200; // as in session_submit
  private static final int NAME_MAX = 300; // of a repository or a branch in a change

  private final PullPlace place;
  private final Forge forge;
  private final RepositoryEntry settings;
  private final ReviewCalls reviewCalls;

  PullReview(PullPlace place, Forge forge, RepositoryEntry settings, ReviewCalls reviewCalls) {
    this.place = place;
    this.forge = forge;
    this.settings = settings;
    this.reviewCalls = reviewCalls;
  }

  /**
   * The state with its session, or with why there is none. Fails where another try may help.
   *
   * @param state of this head
   */
  PullState begin(PullState state, PullRequest pull) {
    try {
      PullChange change = forge.change(place.repository(), pull);
      if (change.diff().isBlank() && change.missing().isEmpty()) {
        return state.refused("");
      }
      String id = reviewCalls.start(input(state, pull, change), state.key(place));
      return state.running(id, change.missing());
    } catch (ProblemException refusal) {
      Problem problem = refusal.problem();
      boolean permission =
          problem.type() == ForgeProblem.FORGE_DENIED
              || problem.type() == ForgeProblem.FORGE_NOT_FOUND;
      if (problem.type().traits().retryHelps() || permission) {
        throw refusal;
      }
      return state.refused(problem.code() + "\n" + problem.message());
    }
  }

  private Map<String, Object> input(PullState state, PullRequest pull, PullChange change) {
    boolean fresh = state.session() == null;
    Map<String, Object> input =
        JsonTree.of(
            "session_id",
            state.session(),
            "task",
            fresh ? task() : null,
            "panel",
            fresh ? settings.panel() : null,
            "max_cost_usd",
            fresh ? settings.sessionUsd() : null,
            "mode",
            "review", // nobody could push a revision
            "initial_draft",
            change.diff(),
            "label",
            ValueChecks.cut(place + ".diff", LABEL_MAX),
            "media_type",
            "text/x-diff",
            "change",
            identity(pull, change),
            "context",
            List.of(description(state)));
    input.values().removeIf(value -> value == null);
    return input;
  }

  private String task() {
    String own = settings.task();
    return own == null ? ReviewTask.text(place.repository(), place.number()) : own;
  }

  private Map<String, Object> identity(PullRequest pull, PullChange change) {
    return JsonTree.of(
        "repository", ValueChecks.cut(place.forge() + "/" + place.repository(), NAME_MAX),
        "branch", "pull/" + place.number(),
        "base", change.base(),
        "head", pull.head(),
        "base_tree", change.baseTree(),
        "head_tree", change.headTree(),
        "compared",
            "pull request "
                + place.number()
                + ": "
                + ValueChecks.cut(change.base(), 10)
                + " with "
                + ValueChecks.cut(pull.head(), 10),
        "fork", pull.fork());
  }

  /** A file like any other beside the change: fenced, and no instruction. */
  private Map<String, Object> description(PullState state) {
    return JsonTree.of(
        "kind",
        "attached",
        "path",
        "pull request " + place.number() + ", title and description",
        "text",
        state.description());
  }
}
