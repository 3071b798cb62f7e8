package crossreview.forge.github;

import static crossreview.forge.github.PullJson.text;

import crossreview.forge.http.ForgeCalls;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import crossreview.model.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resolves threads, which GitHub offers by GraphQL only. Blocks virtual threads. */
final class GithubThreads {
  private static final Logger LOG = LoggerFactory.getLogger(GithubThreads.class);
  private static final int PAGES_MAX = 30; // of 100 threads, as for other lists
  private static final String LIST =
      "query($owner: String!, $name: String!, $number: Int!, $after: String) {"
          + " repository(owner: $owner, name: $name) { pullRequest(number: $number) {"
          + " reviewThreads(first: 100, after: $after) { pageInfo { hasNextPage endCursor }"
          + " nodes { id isResolved comments(first: 1) { nodes { fullDatabaseId } } } } } } }";
  private static final String RESOLVE =
      "mutation($thread: ID!) { resolveReviewThread(input: {threadId: $thread}) {"
          + " thread { isResolved } } }";
  private static final String THREADS = "/repository/pullRequest/reviewThreads";

  private final ForgeCalls calls;

  GithubThreads(ForgeCalls calls) {
    this.calls = calls;
  }

  /**
   * Resolves the thread that a comment began, if it is open. Where the permission for it is missing
   * the thread stays open, and the log says so: the reply in it tells people enough.
   *
   * @param comment the id of its first comment
   */
  void resolve(String repository, int number, String comment) {
    try {
      String thread = open(repository, number, comment);
      if (!thread.isEmpty()) {
        calls.graphql(repository, RESOLVE, JsonTree.of("thread", thread));
      }
    } catch (ProblemException e) {
      if (e.problem().type() != ForgeProblem.FORGE_DENIED) {
        throw e;
      }
      LOG.atWarn()
          .addKeyValue("repository", repository)
          .log("a thread stays open: {}; resolving needs contents write", e.problem().message());
    }
  }

  /** The id of the thread; empty where it is resolved or gone. */
  private String open(String repository, int number, String comment) {
    String after = "";
    for (int page = 0; page < PAGES_MAX; page++) {
      Object answer = calls.graphql(repository, LIST, variables(repository, number, after));
      for (Object thread : JsonTree.list(answer, THREADS + "/nodes")) {
        Object first = JsonTree.at(thread, "/comments/nodes/0/fullDatabaseId");
        if (comment.equals(Objects.toString(first, ""))) {
          boolean resolved = Boolean.TRUE.equals(JsonTree.at(thread, "/isResolved"));
          return resolved ? "" : text(Objects.requireNonNull(thread), "/id");
        }
      }
      if (!Boolean.TRUE.equals(JsonTree.at(answer, THREADS + "/pageInfo/hasNextPage"))) {
        return "";
      }
      after = text(answer, THREADS + "/pageInfo/endCursor");
    }
    throw ForgeProblem.FORGE_REFUSED.exception(
        repository + " has more than " + PAGES_MAX + "00 threads in pull request " + number);
  }

  private static Map<String, Object> variables(String repository, int number, String after) {
    int slash = repository.indexOf('/');
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("owner", repository.substring(0, slash));
    variables.put("name", repository.substring(slash + 1));
    variables.put("number", (long) number);
    if (!after.isEmpty()) {
      variables.put("after", after);
    }
    return variables;
  }
}
