package crossreview.testkit.forge;

import crossreview.forge.ReviewableLines;
import crossreview.json.JsonTree;
import crossreview.testkit.forge.FakeAccounts.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one repository of {@link FakeGithub}. */
public final class FakeRepository {
  private static final Pattern PULL = Pattern.compile("/(?:pulls|issues)/(\\d+)(/\\w+)?");
  private static final Pattern COMPARE =
      Pattern.compile("/compare/([0-9a-f]{40})\\.\\.\\.([0-9a-f]{40})");
  private static final Pattern STATUS =
      Pattern.compile("/(?:commits|statuses)/([0-9a-f]{40})(/.*)?");
  private static final Pattern REPLY = Pattern.compile("/pulls/(\\d+)/comments/(\\d+)/replies");
  private static final Pattern RUN = Pattern.compile("/check-runs/(\\d+)(/annotations)?");

  private final Map<Integer, FakePull> pulls = new ConcurrentHashMap<>();
  private long ids = 1_000;

  /** As they were posted, newest last. */
  public final List<Map<String, Object>> statuses = new CopyOnWriteArrayList<>();

  public final List<Map<String, Object>> checkRuns = new CopyOnWriteArrayList<>();

  /** Files for a change whose diff is too large; null where the diff is handed out. */
  public volatile @Nullable List<Map<String, Object>> files;

  /** Whether it refuses every comment at a line, as for a diff that it has read differently. */
  public volatile boolean refusesLines;

  public FakePull open(int number, String head, String base, String diff) {
    FakePull pull = new FakePull(number, head, base, diff);
    pulls.put(number, pull);
    return pull;
  }

  public void remove(int number) {
    pulls.remove(number);
  }

  FakeAnswer answer(FakeRequest request, String path, Caller caller) {
    Matcher compare = COMPARE.matcher(path);
    if (compare.matches()) {
      return compared(request, compare.group(1), compare.group(2));
    }
    if (path.startsWith("/git/commits/")) {
      return FakeAnswer.ok(JsonTree.of("tree", JsonTree.of("sha", "2".repeat(40))));
    }
    if (path.equals("/pulls")) {
      return FakeAnswer.ok(
          pulls.values().stream().filter(p -> p.state.equals("open")).map(FakePull::json).toList());
    }
    Matcher pull = PULL.matcher(path);
    if (pull.matches() && pulls.get(Integer.parseInt(pull.group(1))) instanceof FakePull found) {
      return ofPull(request, found, String.valueOf(pull.group(2)), caller);
    }
    Matcher reply = REPLY.matcher(path);
    if (reply.matches()) {
      FakePull replied = pulls.get(Integer.parseInt(reply.group(1)));
      boolean there =
          replied.comments.stream().anyMatch(c -> reply.group(2).equals("" + c.get("id")));
      return there
          ? replied(replied, Long.parseLong(reply.group(2)), request.text("body"), caller)
          : FakeAnswer.refused(404, "Not Found");
    }
    if (path.startsWith("/issues/comments/")) {
      return edited(request, path.substring("/issues/comments/".length()));
    }
    return states(request, path, caller);
  }

  private FakeAnswer replied(FakePull pull, long to, @Nullable String body, Caller caller) {
    FakeAnswer answer = posted(pull.comments, body, caller);
    if (answer.status() == 201) {
      pull.comments.getLast().put("in_reply_to_id", to);
    }
    return answer;
  }

  @Nullable FakePull pull(int number) {
    return pulls.get(number);
  }

  List<FakePull> pulls() {
    return List.copyOf(pulls.values());
  }

  private FakeAnswer compared(FakeRequest request, String base, String head) {
    FakePull pull =
        pulls.values().stream().filter(p -> p.head.equals(head)).findFirst().orElse(null);
    if (pull == null) {
      return FakeAnswer.refused(404, "Not Found");
    }
    if (request.header("accept").contains("diff")) {
      return files == null
          ? FakeAnswer.ok(pull.diff)
          : FakeAnswer.refused(406, "Sorry, the diff exceeded the maximum number of lines (20000)");
    }
    Object tree = JsonTree.of("tree", JsonTree.of("sha", "1".repeat(40)));
    return FakeAnswer.ok(
        JsonTree.of("merge_base_commit", JsonTree.of("sha", base, "commit", tree)));
  }

  private FakeAnswer ofPull(FakeRequest request, FakePull pull, String part, Caller caller) {
    boolean issue = request.path().contains("/issues/");
    return switch (part) {
      case "null" -> FakeAnswer.ok(pull.json());
      case "/files" -> FakeAnswer.ok(Objects.requireNonNull(files));
      case "/reviews" ->
          request.writes() ? reviewed(request, pull, caller) : FakeAnswer.ok(pull.reviews);
      case "/comments" ->
          issue && request.writes()
              ? posted(pull.issueComments, request.text("body"), caller)
              : FakeAnswer.ok(issue ? pull.issueComments : pull.comments);
      default -> FakeAnswer.refused(404, "Not Found");
    };
  }

  /** Posts something of somebody; tests use it for strangers. */
  public void comment(FakePull pull, String login, String body) {
    posted(pull.issueComments, body, new Caller(login, false));
  }

  private FakeAnswer posted(List<Map<String, Object>> list, @Nullable String body, Caller caller) {
    if (body == null || body.isBlank() || body.length() > 65_536) {
      return FakeAnswer.invalid("body", "body is missing or too long");
    }
    Map<String, Object> post =
        JsonTree.of("id", ++ids, "body", body, "user", JsonTree.of("login", caller.login()));
    list.add(post);
    return FakeAnswer.created(post);
  }

  private FakeAnswer reviewed(FakeRequest request, FakePull pull, Caller caller) {
    ReviewableLines lines = ReviewableLines.of(pull.diff);
    List<?> comments = JsonTree.list(request.body(), "/comments");
    if (!pull.head.equals(request.text("commit_id"))) {
      return FakeAnswer.invalid("commit_id", "commit_id is not part of the pull request");
    }
    for (Object comment : comments) {
      String path = JsonTree.text(comment, "/path").orElse("");
      Long line = JsonTree.whole(comment, "/line");
      if (refusesLines || line == null || lines.at(path, line.intValue()).isEmpty()) {
        return FakeAnswer.invalid("line", "Line could not be resolved");
      }
    }
    FakeAnswer review = posted(pull.reviews, request.text("body"), caller);
    for (Object comment : comments) {
      Map<String, Object> own = new LinkedHashMap<>(JsonTree.named((Map<?, ?>) comment));
      own.put("id", ++ids);
      own.put("user", JsonTree.of("login", caller.login()));
      own.put("commit_id", pull.head);
      pull.comments.add(own);
    }
    return review;
  }

  private FakeAnswer edited(FakeRequest request, String id) {
    for (FakePull pull : pulls.values()) {
      for (int i = 0; i < pull.issueComments.size(); i++) {
        Map<String, Object> comment = pull.issueComments.get(i);
        if (String.valueOf(comment.get("id")).equals(id)) {
          Map<String, Object> fresh = new LinkedHashMap<>(comment);
          fresh.put("body", request.text("body"));
          pull.issueComments.set(i, fresh);
          return FakeAnswer.ok(fresh);
        }
      }
    }
    return FakeAnswer.refused(404, "Not Found");
  }

  private FakeAnswer states(FakeRequest request, String path, Caller caller) {
    Matcher status = STATUS.matcher(path);
    if (status.matches()) {
      String head = status.group(1);
      if (request.writes()) {
        return stated(request, head, caller);
      }
      boolean runs = path.endsWith("/check-runs");
      List<Map<String, Object>> all =
          (runs ? checkRuns : statuses)
              .stream()
                  .filter(one -> head.equals(one.get(runs ? "head_sha" : "sha")))
                  .toList()
                  .reversed();
      return FakeAnswer.ok(runs ? JsonTree.of("check_runs", all) : all);
    }
    Matcher run = RUN.matcher(path);
    if (run.matches()) {
      return request.writes()
          ? run(request, Long.parseLong(run.group(1)))
          : FakeAnswer.ok(annotations(Long.parseLong(run.group(1))));
    }
    return path.equals("/check-runs") && request.writes()
        ? run(request, 0)
        : FakeAnswer.refused(404, "Not Found");
  }

  private FakeAnswer stated(FakeRequest request, String head, Caller caller) {
    String description = String.valueOf(request.text("description"));
    if (description.length() > 140) {
      return FakeAnswer.invalid("description", "description is too long (maximum is 140)");
    }
    Map<String, Object> status = new LinkedHashMap<>(request.body());
    status.put("sha", head);
    status.put("creator", JsonTree.of("login", caller.login()));
    statuses.add(status);
    return FakeAnswer.created(status);
  }

  /** Makes one, or changes the one with this id: annotations are added to those that are there. */
  private FakeAnswer run(FakeRequest request, long id) {
    List<?> more = JsonTree.list(request.body(), "/output/annotations");
    if (more.size() > 50) {
      return FakeAnswer.invalid("annotations", "No more than 50 annotations");
    }
    Map<String, Object> run =
        id == 0 ? new LinkedHashMap<>() : new LinkedHashMap<>(checkRuns.get(at(id)));
    List<Object> annotations = new ArrayList<>(JsonTree.list(run, "/all"));
    annotations.addAll(more);
    run.putAll(request.body());
    run.putIfAbsent("id", ++ids);
    run.put("app", JsonTree.of("slug", "crossreview"));
    run.put("all", annotations);
    run.put("output", JsonTree.of("annotations_count", (long) annotations.size()));
    if (id == 0) {
      checkRuns.add(run);
    } else {
      checkRuns.set(at(id), run);
    }
    return FakeAnswer.created(run);
  }

  private List<?> annotations(long id) {
    return JsonTree.list(checkRuns.get(at(id)), "/all");
  }

  private int at(long id) {
    for (int i = 0; i < checkRuns.size(); i++) {
      if (checkRuns.get(i).get("id").equals(id)) {
        return i;
      }
    }
    throw new IllegalStateException("no check run " + id);
  }
}
