package crossreview.testkit.forge;

import crossreview.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The threads of {@link FakeGithub}, which GitHub shows by GraphQL only. */
final class FakeGraphql {
  private static final String PREFIX = "PRRT_";
  private static final int PAGE_MAX = 100;

  private FakeGraphql() {}

  /** A refusal, which has the status 200 there. */
  static FakeAnswer refused(String type, String message) {
    return FakeAnswer.ok(
        JsonTree.of("errors", List.of(JsonTree.of("type", type, "message", message))));
  }

  static FakeAnswer answer(FakeRequest request, FakeRepository repository) {
    String document = Objects.requireNonNull(request.text("query"));
    Map<?, ?> variables = (Map<?, ?>) request.body().get("variables");
    if (document.startsWith("mutation") && document.contains("resolveReviewThread")) {
      return resolved(String.valueOf(variables.get("thread")), repository);
    }
    String name = variables.get("owner") + "/" + variables.get("name");
    FakePull pull = repository.pull(((Long) variables.get("number")).intValue());
    if (pull == null || !name.equals(FakeForge.REPOSITORY) || !document.contains("reviewThreads")) {
      return refused("NOT_FOUND", "Could not resolve to a PullRequest");
    }
    Object after = variables.get("after");
    return listed(pull, after == null ? 0 : Integer.parseInt((String) after));
  }

  private static FakeAnswer resolved(String thread, FakeRepository repository) {
    for (FakePull pull : repository.pulls()) {
      for (Map<String, Object> comment : pull.comments) {
        if (thread.equals(PREFIX + comment.get("id"))) {
          pull.resolved.add(comment.get("id"));
          return FakeAnswer.ok(JsonTree.of("data", Map.of()));
        }
      }
    }
    return refused("NOT_FOUND", "Could not resolve to a node with the global id of " + thread);
  }

  private static FakeAnswer listed(FakePull pull, int from) {
    List<Map<String, Object>> all =
        pull.comments.stream().filter(comment -> !comment.containsKey("in_reply_to_id")).toList();
    int to = Math.min(all.size(), from + PAGE_MAX);
    List<Object> nodes = new ArrayList<>();
    for (Map<String, Object> comment : all.subList(from, to)) {
      Object first = JsonTree.of("fullDatabaseId", "" + comment.get("id"));
      nodes.add(
          JsonTree.of(
              "id",
              PREFIX + comment.get("id"),
              "isResolved",
              pull.resolved.contains(comment.get("id")),
              "comments",
              JsonTree.of("nodes", List.of(first))));
    }
    Object info = JsonTree.of("hasNextPage", to < all.size(), "endCursor", "" + to);
    Object threads = JsonTree.of("pageInfo", info, "nodes", nodes);
    Object found = JsonTree.of("pullRequest", JsonTree.of("reviewThreads", threads));
    return FakeAnswer.ok(JsonTree.of("data", JsonTree.of("repository", found)));
  }
}
