package crossreview.forge.github;

import static crossreview.forge.github.PullJson.text;

import crossreview.forge.CheckPost;
import crossreview.forge.FindingThread;
import crossreview.forge.FindingThread.ThreadReply;
import crossreview.forge.Forge;
import crossreview.forge.PostMark;
import crossreview.forge.PostMark.MarkKind;
import crossreview.forge.PostPlan;
import crossreview.forge.PullChange;
import crossreview.forge.PullRequest;
import crossreview.forge.ThreadPost;
import crossreview.forge.http.BlockingWait;
import crossreview.forge.http.ForgeAnswer;
import crossreview.forge.http.ForgeCalls;
import crossreview.forge.http.ForgeCalls.ForgeList;
import crossreview.forge.http.ForgeClient;
import crossreview.json.JsonTree;
import crossreview.time.Clock;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** GitHub as a forge. Any virtual thread. */
public final class GithubForge implements Forge {
  private static final String OPEN =
      "/pulls?state=open&sort=updated&direction=desc"; // its first page changes with any of them

  private final ForgeCalls calls;
  private final GithubLogin login;
  private final GithubChecks checks;
  private final GithubThreads threads;

  private GithubForge(ForgeCalls calls, GithubLogin login) {
    this.calls = calls;
    this.login = login;
    this.checks = new GithubChecks(calls, login);
    this.threads = new GithubThreads(calls);
  }

  /** As the account of a token. */
  static GithubForge of(ForgeClient client, GithubLogin login, BlockingWait wait, Clock clock) {
    return new GithubForge(new ForgeCalls(client, new GithubDialect(login), wait, clock), login);
  }

  @Override
  public Optional<PullList> open(String repository, @Nullable String etag) {
    Map<String, String> known = etag == null ? Map.of() : Map.of("if-none-match", etag);
    ForgeAnswer answer = calls.first(repository, OPEN, known, 304);
    if (answer.status() == 304) {
      return Optional.empty();
    }
    ForgeList list = calls.list(answer, repository, OPEN, "");
    List<PullRequest> pulls =
        list.items().stream().map(Objects::requireNonNull).map(PullJson::of).toList();
    return Optional.of(new PullList(pulls, list.whole(), answer.header("etag").orElse(null)));
  }

  @Override
  public PullRequest pull(String repository, int number) {
    return PullJson.of(calls.object(repository, "/pulls/" + number));
  }

  @Override
  public PullChange change(String repository, PullRequest pull) {
    return new GithubChange(calls).read(repository, pull);
  }

  @Override
  public int threadsAtOnce() {
    return PostPlan.THREADS_MAX;
  }

  @Override
  public void check(String repository, PullRequest pull, String key, CheckPost check) {
    checks.set(repository, pull.head(), key, check);
  }

  @Override
  public List<FindingThread> threads(String repository, int number) {
    String account = login.account();
    List<OwnPost> own =
        calls.all(repository, "/pulls/" + number + "/comments", "").stream()
            .map(Objects::requireNonNull)
            .filter(post -> text(post, "/user/login").equals(account))
            .flatMap(post -> own(post).stream())
            .toList();
    Set<String> settled =
        own.stream()
            .filter(post -> post.mark().kind() == MarkKind.SETTLED)
            .map(post -> post.mark().id())
            .collect(Collectors.toSet());
    return own.stream()
        .filter(post -> post.mark().kind() == MarkKind.FINDING)
        .map(post ->
            new FindingThread(
                post.mark().id(), Long.toString(post.id()), settled.contains(post.mark().id())))
        .toList();
  }

  /** Resolved first: where the reply is there, nothing is left to do. */
  @Override
  public void reply(String repository, int number, ThreadReply reply) {
    threads.resolve(repository, number, reply.thread());
    String path = "/pulls/" + number + "/comments/" + reply.thread() + "/replies";
    calls.write(HttpMethod.POST, repository, path, JsonTree.of("body", reply.body()));
  }

  /** A post of ours. */
  private record OwnPost(long id, String body, PostMark mark) {}

  private Stream<OwnPost> marked(String repository, String path, MarkKind kind) {
    String account = login.account();
    return calls.all(repository, path, "").stream()
        .map(Objects::requireNonNull)
        .filter(post -> text(post, "/user/login").equals(account))
        .flatMap(post -> own(post).stream())
        .filter(post -> post.mark().kind() == kind);
  }

  private static Optional<OwnPost> own(Object post) {
    Long id = JsonTree.whole(post, "/id");
    String body = text(post, "/body");
    return PostMark.of(body).map(mark -> new OwnPost(id == null ? 0 : id, body, mark));
  }

  @Override
  public void review(String repository, int number, String head, PostPlan plan) {
    String path = "/pulls/" + number + "/reviews";
    Optional<PostMark> wanted = PostMark.of(plan.review());
    if (marked(repository, path, MarkKind.REVIEW)
        .anyMatch(post -> wanted.filter(post.mark()::equals).isPresent())) {
      return;
    }
    List<Object> comments = new ArrayList<>();
    for (ThreadPost thread : plan.threads()) {
      comments.add(
          JsonTree.of(
              "path", thread.place().path(),
              "line", thread.place().line(),
              "side", "RIGHT",
              "body", thread.body()));
    }
    calls.write(
        HttpMethod.POST,
        repository,
        path,
        JsonTree.of(
            "commit_id", head, "event", "COMMENT", "body", plan.review(), "comments", comments));
  }

  @Override
  public void summary(String repository, int number, String body) {
    String path = "/issues/" + number + "/comments";
    Optional<OwnPost> there = marked(repository, path, MarkKind.SUMMARY).findFirst();
    if (there.isEmpty()) {
      calls.write(HttpMethod.POST, repository, path, JsonTree.of("body", body));
    } else if (!there.get().body().equals(body)) {
      String one = "/issues/comments/" + there.get().id();
      calls.write(HttpMethod.PATCH, repository, one, JsonTree.of("body", body));
    }
  }
}
