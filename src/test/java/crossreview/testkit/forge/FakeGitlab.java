package crossreview.testkit.forge;

import crossreview.forge.ReviewableLines;
import crossreview.forge.ReviewableLines.LinePlace;
import crossreview.json.JsonTree;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GitLab as its documentation describes it: it enforces scopes, positions of notes, and which
 * states of a status may follow one another.
 */
public final class FakeGitlab extends FakeForge {
  private static final String HOME = "/projects/octo%2Fshop";
  private static final Pattern MERGE = Pattern.compile("/merge_requests/(\\d+)(/.*)?");
  private static final Pattern STATUS =
      Pattern.compile("/(?:repository/commits|statuses)/([0-9a-f]{40})(?:/statuses)?");

  private final Map<Integer, FakePull> pulls = new ConcurrentHashMap<>();
  private final FakeDiscussions discussions = new FakeDiscussions(this);
  private long ids = 1_000;

  /** As they stand, oldest first. */
  public final List<Map<String, Object>> statuses = new CopyOnWriteArrayList<>();

  /** Writes to paths with one of these parts lack a scope. */
  public final Set<String> forbidden = ConcurrentHashMap.newKeySet();

  /** Files that take the place of those in the diff; null for none. */
  public volatile @Nullable List<Map<String, Object>> files;

  /** What GitLab says of its list of files. */
  public volatile String versionState = "collected";

  /** Whether the project has another path now. */
  public volatile boolean moved;

  /** Whether it refuses every position, as for a diff that it has read differently. */
  public volatile boolean refusesLines;

  private FakeGitlab(Vertx vertx) {
    super(vertx);
  }

  public static FakeGitlab start(Vertx vertx) {
    return new FakeGitlab(vertx);
  }

  @Override
  public String kind() {
    return "gitlab";
  }

  @Override
  public FakePull open(int number, String head, String base, String diff) {
    FakePull pull = new FakePull(number, head, base, diff);
    pulls.put(number, pull);
    return pull;
  }

  @Override
  public void remove(int number) {
    pulls.remove(number);
  }

  @Override
  public void comment(FakePull pull, String login, String body) {
    pull.issueComments.add(note(login, body));
  }

  @Override
  public List<String> states(@Nullable String head) {
    return statuses.stream()
        .filter(status -> head == null || head.equals(status.get("sha")))
        .flatMap(status -> JsonTree.list(status, "/history").stream())
        .map(state -> "failed".equals(state) ? "failure" : String.valueOf(state))
        .toList();
  }

  long id() {
    return ++ids;
  }

  Map<String, Object> note(String login, @Nullable String body) {
    return JsonTree.of(
        "id", id(), "body", body, "system", false, "author", JsonTree.of("username", login));
  }

  @Override
  FakeAnswer answer(FakeRequest request) {
    String token = request.header("private-token");
    if (!token.equals(FakeAccounts.TOKEN) && !token.equals(FakeAccounts.SECOND_TOKEN)) {
      return FakeAnswer.refused(401, "401 Unauthorized");
    }
    String at = request.path().replaceFirst("^/api/v4", "");
    if (at.equals("/user")) {
      return FakeAnswer.ok(JsonTree.of("id", 5L, "username", "reviewer"));
    }
    if (!at.startsWith(HOME + "/")) {
      return FakeAnswer.refused(404, "404 Project Not Found");
    }
    String path = at.substring(HOME.length());
    if (moved) {
      return request.writes()
          ? FakeAnswer.refused(405, "Non GET methods are not allowed for moved projects")
          : FakeAnswer.refused(301, "Moved").with("location", url() + "/projects/77" + path);
    }
    if (request.writes() && forbidden.stream().anyMatch(path::contains)) {
      Object body =
          JsonTree.of(
              "error",
              "insufficient_scope",
              "error_description",
              "The request requires higher privileges than provided by the access token.",
              "scope",
              "api");
      return new FakeAnswer(403, Map.of(), body);
    }
    return known(request, path);
  }

  private FakeAnswer known(FakeRequest request, String path) {
    if (path.equals("/merge_requests")) {
      List<Map<String, Object>> open =
          pulls.values().stream().filter(p -> p.state.equals("open")).map(this::listed).toList();
      return FakeAnswer.ok(open);
    }
    if (path.equals("/repository/tree")) {
      return FakeAnswer.ok(
          List.of(
              JsonTree.of(
                  "mode", "100644", "type", "blob", "name", "till.py", "id", "1".repeat(40))));
    }
    Matcher status = STATUS.matcher(path);
    if (status.matches()) {
      return request.writes() ? state(request, status.group(1)) : states(request, status.group(1));
    }
    Matcher merge = MERGE.matcher(path);
    FakePull pull = merge.matches() ? pulls.get(Integer.valueOf(merge.group(1))) : null;
    if (pull == null) {
      return FakeAnswer.refused(404, "404 Not found");
    }
    String part = merge.group(2) == null ? "" : merge.group(2);
    if (part.isEmpty()) {
      Map<String, Object> whole = listed(pull);
      whole.put("diff_refs", refs(pull));
      return FakeAnswer.ok(whole);
    }
    if (part.startsWith("/versions")) {
      return version(pull, part);
    }
    return discussions.answer(request, pull, part);
  }

  /** A list has no commits to compare. */
  private Map<String, Object> listed(FakePull pull) {
    return JsonTree.of(
        "iid",
        (long) pull.number,
        "state",
        pull.state.equals("open") ? "opened" : pull.state,
        "draft",
        pull.draft,
        "sha",
        pull.head,
        "source_branch",
        "topic",
        "target_branch",
        pull.baseBranch,
        "source_project_id",
        pull.from.equals(REPOSITORY) ? 1L : 2L,
        "target_project_id",
        1L,
        "labels",
        List.copyOf(pull.labels),
        "title",
        pull.title,
        "description",
        pull.body);
  }

  Map<String, Object> refs(FakePull pull) {
    return JsonTree.of("base_sha", pull.base, "start_sha", pull.base, "head_sha", pull.head);
  }

  private FakeAnswer version(FakePull pull, String part) {
    List<Map<String, Object>> shown = files == null ? FakeDiffs.of(pull.diff) : files;
    Map<String, Object> version =
        JsonTree.of(
            "id",
            9L,
            "head_commit_sha",
            pull.head,
            "base_commit_sha",
            pull.base,
            "start_commit_sha",
            pull.base,
            "state",
            versionState,
            "real_size",
            Integer.toString(Objects.requireNonNull(shown).size()));
    if (part.equals("/versions")) {
      return FakeAnswer.ok(List.of(version));
    }
    version.put("diffs", shown);
    return FakeAnswer.ok(version);
  }

  private FakeAnswer states(FakeRequest request, String head) {
    String name = request.query().getOrDefault("name", "");
    List<Map<String, Object>> all =
        statuses.stream()
            .filter(one -> head.equals(one.get("sha")))
            .filter(one -> name.isEmpty() || name.equals(one.get("name")))
            .toList();
    boolean latest = !"true".equals(request.query().get("all")) && !all.isEmpty();
    return FakeAnswer.ok(latest ? List.of(all.getLast()) : all);
  }

  /** One that has not ended goes on; a state does not follow itself. */
  private FakeAnswer state(FakeRequest request, String head) {
    String state = String.valueOf(request.text("state"));
    String ref = String.valueOf(request.text("ref"));
    if (pulls.values().stream().noneMatch(p -> p.head.equals(head))) {
      return FakeAnswer.refused(404, "404 Commit Not Found");
    }
    if (!Set.of("pending", "running", "success", "failed", "canceled").contains(state)) {
      return FakeAnswer.refused(400, "state does not have a valid value");
    }
    Map<String, Object> open = open(head, ref, String.valueOf(request.text("name")));
    if (open != null && open.get("status").equals(state)) {
      return FakeAnswer.refused(400, "Cannot transition status via :enqueue from :" + state);
    }
    Map<String, Object> status = open == null ? fresh(request, head) : open;
    List<Object> history = new ArrayList<>(JsonTree.list(status, "/history"));
    history.add(state);
    status.put("history", history);
    status.put("status", state);
    status.put("description", request.text("description"));
    if (open == null) {
      statuses.add(status);
    }
    return FakeAnswer.created(status);
  }

  private @Nullable Map<String, Object> open(String head, String ref, String name) {
    return statuses.stream()
        .filter(one -> head.equals(one.get("sha")) && ref.equals(one.get("ref")))
        .filter(one -> name.equals(one.get("name")))
        .filter(one -> Set.of("pending", "running").contains(one.get("status")))
        .findFirst()
        .orElse(null);
  }

  private Map<String, Object> fresh(FakeRequest request, String head) {
    return new LinkedHashMap<>(
        JsonTree.of(
            "id", id(),
            "sha", head,
            "ref", request.text("ref"),
            "name", request.text("name"),
            "author", JsonTree.of("username", "reviewer")));
  }

  /** Whether a position names a line of what is compared now, as GitLab wants it. */
  boolean takes(FakePull pull, Map<?, ?> position) {
    for (String one : List.of("base_sha", "start_sha", "head_sha")) {
      if (!Objects.equals(refs(pull).get(one), position.get(one))) {
        return false;
      }
    }
    Long line = JsonTree.whole(position, "/new_line");
    String path = String.valueOf(position.get("new_path"));
    boolean named = position.get("old_path") instanceof String && line != null && !refusesLines;
    LinePlace place =
        named ? ReviewableLines.of(pull.diff).at(path, line.intValue()).orElse(null) : null;
    Long old = JsonTree.whole(position, "/old_line");
    return place != null && place.oldLine() == (old == null ? 0 : old);
  }
}
