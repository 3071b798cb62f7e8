package crossreview.forge.gitlab;

import static crossreview.forge.gitlab.MergeJson.text;

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
import crossreview.guard.Secret;
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
import org.jspecify.annotations.Nullable;

/** GitLab as a forge. Any virtual thread. */
public final class GitlabForge implements Forge {
  private static final String OPEN =
      "/merge_requests?state=opened&order_by=updated_at&sort=desc"; // the rest is
  // older

  private final ForgeCalls calls;
  private final GitlabAccount account;
  private final GitlabStatus status;

  private GitlabForge(ForgeCalls calls, GitlabAccount account) {
    this.calls = calls;
    this.account = account;
    this.status = new GitlabStatus(calls, account);
  }

  /**
   * As the account of a token.
   *
   * @param token null where none was found; then every call is refused
   */
  public static GitlabForge of(
      ForgeClient client, @Nullable Secret token, BlockingWait wait, Clock clock) {
    GitlabDialect dialect = new GitlabDialect(token);
    return new GitlabForge(
        new ForgeCalls(client, dialect, wait, clock), new GitlabAccount(client, dialect));
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
        list.items().stream()
            .map(Objects::requireNonNull)
            .map(MergeJson::of)
            .filter(PullRequest::open)
            .toList();
    return Optional.of(new PullList(pulls, list.whole(), answer.header("etag").orElse(null)));
  }

  @Override
  public PullRequest pull(String repository, int number) {
    return MergeJson.of(calls.object(repository, "/merge_requests/" + number));
  }

  @Override
  public PullChange change(String repository, PullRequest pull) {
    return MergeVersion.read(calls, repository, pull.number(), pull.head())
        .change(calls, repository);
  }

  @Override
  public void check(String repository, PullRequest pull, String key, CheckPost check) {
    status.set(repository, pull, check);
  }

  @Override
  public int threadsAtOnce() {
    return 1;
  }

  @Override
  public List<FindingThread> threads(String repository, int number) {
    List<FindingThread> threads = new ArrayList<>();
    for (Object discussion : calls.all(repository, discussions(number), "")) {
      List<PostMark> marks =
          JsonTree.list(discussion, "/notes").stream()
              .map(Objects::requireNonNull)
              .flatMap(note -> own(note).stream())
              .map(OwnNote::mark)
              .toList();
      Set<String> settled =
          marks.stream()
              .filter(mark -> mark.kind() == MarkKind.SETTLED)
              .map(PostMark::id)
              .collect(Collectors.toSet());
      String id = text(discussion, "/id");
      marks.stream()
          .filter(mark -> mark.kind() == MarkKind.FINDING)
          .map(mark -> new FindingThread(mark.id(), id, settled.contains(mark.id())))
          .forEach(threads::add);
    }
    return threads;
  }

  private static String discussions(int number) {
    return "/merge_requests/" + number + "/discussions";
  }

  /** A note of ours. */
  private record OwnNote(long id, String body, PostMark mark) {}

  private Optional<OwnNote> own(Object note) {
    Long id = JsonTree.whole(note, "/id");
    String body = text(note, "/body");
    boolean ours = text(note, "/author/username").equals(account.name());
    return ours && id != null
        ? PostMark.of(body).map(mark -> new OwnNote(id, body, mark))
        : Optional.empty();
  }

  /** Resolved first: where the reply is there, nothing is left to do. */
  @Override
  public void reply(String repository, int number, ThreadReply reply) {
    String path = discussions(number) + "/" + reply.thread();
    calls.write(HttpMethod.PUT, repository, path, JsonTree.of("resolved", true));
    calls.write(HttpMethod.POST, repository, path + "/notes", JsonTree.of("body", reply.body()));
  }

  @Override
  public void review(String repository, int number, String head, PostPlan plan) {
    Set<String> there =
        threads(repository, number).stream()
            .map(FindingThread::fingerprint)
            .collect(Collectors.toSet());
    MergeVersion version = MergeVersion.read(calls, repository, number, head);
    for (ThreadPost thread : plan.threads()) {
      if (!there.contains(thread.fingerprint())) {
        Map<String, Object> body =
            JsonTree.of("body", thread.body(), "position", position(thread, version));
        calls.write(HttpMethod.POST, repository, discussions(number), body);
      }
    }
  }

  /** An added line has no number at the base, and GitLab takes none of it. */
  private static Map<String, Object> position(ThreadPost thread, MergeVersion version) {
    int old = thread.place().oldLine();
    Map<String, Object> position =
        JsonTree.of(
            "position_type", "text",
            "base_sha", version.base(),
            "start_sha", version.start(),
            "head_sha", version.head(),
            "old_path", version.before(thread.place().path()),
            "new_path", thread.place().path(),
            "new_line", thread.place().line());
    if (old > 0) {
      position.put("old_line", old);
    }
    return position;
  }

  @Override
  public void summary(String repository, int number, String body) {
    String path = "/merge_requests/" + number + "/notes";
    Optional<OwnNote> there =
        calls.all(repository, path, "").stream()
            .map(Objects::requireNonNull)
            .flatMap(note -> own(note).stream())
            .filter(note -> note.mark().kind() == MarkKind.SUMMARY)
            .findFirst();
    if (there.isEmpty()) {
      calls.write(HttpMethod.POST, repository, path, JsonTree.of("body", body));
    } else if (!there.get().body().equals(body)) {
      String one = path + "/" + there.get().id();
      calls.write(HttpMethod.PUT, repository, one, JsonTree.of("body", body));
    }
  }
}
