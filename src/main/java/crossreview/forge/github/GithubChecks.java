package crossreview.forge.github;

import static crossreview.forge.github.PullJson.text;

import crossreview.forge.CheckPost;
import crossreview.forge.CheckPost.CheckState;
import crossreview.forge.CheckPost.LineAnnotation;
import crossreview.forge.http.ForgeCalls;
import crossreview.json.JsonTree;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sets the state of a head: as a check run where we are an app, else as a commit status. What is
 * there already is not sent again. Blocks virtual threads.
 */
final class GithubChecks {
  static final int ANNOTATIONS_MAX = 50; // GitHub's, for one request

  private final ForgeCalls calls;
  private final GithubLogin login;

  GithubChecks(ForgeCalls calls, GithubLogin login) {
    this.calls = calls;
    this.login = login;
  }

  void set(String repository, String head, String key, CheckPost check) {
    if (login.app()) {
      run(repository, head, key, check);
    } else {
      status(repository, head, check);
    }
  }

  private void status(String repository, String head, CheckPost check) {
    String state = check.state().wireName();
    String account = login.account();
    boolean there =
        calls.all(repository, "/commits/" + head + "/statuses", "").stream()
            .map(Objects::requireNonNull)
            .filter(status -> text(status, "/context").equals(CheckPost.NAME))
            .filter(status -> text(status, "/creator/login").equals(account))
            .findFirst() // the newest, which alone counts
            .filter(status -> text(status, "/state").equals(state))
            .filter(status -> text(status, "/description").equals(check.title()))
            .isPresent();
    if (!there) {
      Map<String, Object> body =
          JsonTree.of("state", state, "context", CheckPost.NAME, "description", check.title());
      calls.write(HttpMethod.POST, repository, "/statuses/" + head, body);
    }
  }

  private void run(String repository, String head, String key, CheckPost check) {
    String list = "/commits/" + head + "/check-runs?filter=all&check_name=" + CheckPost.NAME;
    Object run =
        calls.all(repository, list, "check_runs").stream()
            .map(Objects::requireNonNull)
            .filter(one -> text(one, "/external_id").equals(key))
            .filter(one -> (text(one, "/app/slug") + "[bot]").equals(login.account()))
            .findFirst()
            .orElse(null);
    if (run == null) {
      Map<String, Object> body = begun(head, key, check);
      run = calls.write(HttpMethod.POST, repository, "/check-runs", body);
    }
    if (check.state() != CheckState.PENDING) {
      complete(repository, run, check);
    }
  }

  private static Map<String, Object> begun(String head, String key, CheckPost check) {
    return JsonTree.of(
        "name",
        CheckPost.NAME,
        "head_sha",
        head,
        "external_id",
        key,
        "status",
        "in_progress",
        "output",
        JsonTree.of("title", check.title(), "summary", check.title()));
  }

  private void complete(String repository, Object run, CheckPost check) {
    Long id = Objects.requireNonNull(JsonTree.whole(run, "/id"), "a check run has an id");
    String path = "/check-runs/" + id;
    List<LineAnnotation> left = left(repository, path, run, check.annotations());
    boolean done = text(run, "/conclusion").equals(check.state().wireName()) && left.isEmpty();
    while (!done) {
      List<LineAnnotation> part = left.subList(0, Math.min(left.size(), ANNOTATIONS_MAX));
      left = left.subList(part.size(), left.size());
      done = left.isEmpty();
      Map<String, Object> body = new LinkedHashMap<>();
      if (done) {
        body.put("status", "completed");
        body.put("conclusion", check.state().wireName());
      }
      body.put("output", output(check, part));
      calls.write(HttpMethod.PATCH, repository, path, body);
    }
  }

  /** GitHub adds the annotations of each request to those that are there. */
  private List<LineAnnotation> left(
      String repository, String path, Object run, List<LineAnnotation> wanted) {
    Long count = JsonTree.whole(run, "/output/annotations_count");
    if (count == null || count == 0) {
      return wanted;
    }
    Set<String> there =
        calls.all(repository, path + "/annotations", "").stream()
            .map(Objects::requireNonNull)
            .map(one -> identity(text(one, "/path"), text(one, "/title"), text(one, "/message")))
            .collect(Collectors.toSet());
    return wanted.stream()
        .filter(one -> !there.contains(identity(one.path(), one.title(), one.message())))
        .toList();
  }

  private static String identity(String path, String title, String message) {
    return path + "\n" + title + "\n" + message;
  }

  private static Map<String, Object> output(CheckPost check, List<LineAnnotation> part) {
    List<Object> annotations = new ArrayList<>();
    for (LineAnnotation one : part) {
      annotations.add(
          JsonTree.of(
              "path", one.path(),
              "start_line", one.line(),
              "end_line", one.line(),
              "annotation_level", one.blocks() ? "failure" : "notice",
              "title", one.title(),
              "message", one.message()));
    }
    return JsonTree.of(
        "title", check.title(), "summary", check.summary(), "annotations", annotations);
  }
}
