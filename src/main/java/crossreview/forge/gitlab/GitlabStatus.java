package crossreview.forge.gitlab;

import static crossreview.forge.gitlab.MergeJson.text;

import crossreview.forge.CheckPost;
import crossreview.forge.CheckPost.CheckState;
import crossreview.forge.PullRequest;
import crossreview.forge.http.ForgeCalls;
import crossreview.json.JsonTree;
import io.vertx.core.http.HttpMethod;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Sets the status of a head. What is there already is not sent again: GitLab refuses a state that a
 * status has. One that has not ended is cancelled before its words can change. Blocks virtual
 * threads.
 */
final class GitlabStatus {
  private static final Set<String> UNDER_WAY = Set.of("created", "pending", "running");

  private final ForgeCalls calls;
  private final GitlabAccount account;

  GitlabStatus(ForgeCalls calls, GitlabAccount account) {
    this.calls = calls;
    this.account = account;
  }

  void set(String repository, PullRequest pull, CheckPost check) {
    String state = state(check.state());
    Optional<Object> there = newest(repository, pull);
    String now = there.map(status -> text(status, "/status")).orElse("");
    String words = there.map(status -> text(status, "/description")).orElse("");
    if (now.equals(state) && words.equals(check.title())) {
      return;
    }
    if (check.state() == CheckState.PENDING && UNDER_WAY.contains(now)) {
      post(repository, pull, "canceled", words);
    }
    post(repository, pull, state, check.title());
  }

  /** The newest of ours, which alone counts. */
  private Optional<Object> newest(String repository, PullRequest pull) {
    String path = "/repository/commits/" + pull.head() + "/statuses?all=true&name=";
    return calls.all(repository, path + CheckPost.NAME, "").stream()
        .map(Objects::requireNonNull)
        .filter(status -> text(status, "/name").equals(CheckPost.NAME))
        .filter(status -> text(status, "/author/username").equals(account.name()))
        .filter(status -> text(status, "/ref").equals(ref(pull)))
        .reduce((first, second) -> id(first) > id(second) ? first : second);
  }

  private static long id(Object status) {
    Long id = JsonTree.whole(status, "/id");
    return id == null ? 0 : id;
  }

  private void post(String repository, PullRequest pull, String state, String words) {
    calls.write(
        HttpMethod.POST,
        repository,
        "/statuses/" + pull.head(),
        JsonTree.of(
            "state", state, "name", CheckPost.NAME, "ref", ref(pull), "description", words));
  }

  /** A commit of a fork is on no branch of the project. */
  private static String ref(PullRequest pull) {
    return pull.fork() ? "refs/merge-requests/" + pull.number() + "/head" : pull.headBranch();
  }

  private static String state(CheckState state) {
    return switch (state) {
      case PENDING -> "pending";
      case SUCCESS -> "success";
      case FAILURE -> "failed";
    };
  }
}
