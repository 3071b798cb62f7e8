package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.testkit.Eventually;
import crossreview.testkit.TestVertx;
import crossreview.testkit.forge.FakeAccounts;
import crossreview.testkit.forge.FakeForge;
import crossreview.testkit.forge.FakeForge.Fault;
import crossreview.testkit.forge.FakeGithub;
import crossreview.testkit.forge.FakeGitlab;
import crossreview.testkit.forge.FakePull;
import crossreview.testkit.forge.FakeRequest;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A daemon ends while a post is on its way: the forge has it or not, and the daemon does not know.
 * The next one brings everything to the same end, and nothing is there twice.
 */
class PullRequestKillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40); // a busy machine, two starts
  private static final String HEAD = PullRequestTest.head(1);

  @TempDir Path home;
  private Vertx vertx;
  private FakeForge forge;
  private FakePull pull;
  private ForgeDaemon daemon;

  private void open(String kind) throws Exception {
    vertx = TestVertx.create();
    forge = kind.equals("gitlab") ? FakeGitlab.start(vertx) : FakeGithub.start(vertx);
    pull = forge.open(7, HEAD, PullRequestTest.BASE, PullRequestTest.WRONG);
    daemon = new ForgeDaemon(home, forge);
  }

  /** Those of GitHub are in one review. */
  private boolean reviews() {
    return forge.kind().equals("github");
  }

  @AfterEach
  void close() {
    daemon.close();
    forge.close();
    vertx.close();
  }

  private void assertPostedOnce() {
    assertPostedOnce(1);
  }

  private void assertPostedOnce(int heads) {
    Eventually.holds(() -> states().contains("failure") && idle(), PATIENCE);
    List<String> wanted = new ArrayList<>(Collections.nCopies(heads, "pending"));
    wanted.add("failure");
    assertEquals(wanted, states());
    assertEquals(reviews() ? 1 : 0, pull.reviews.size());
    assertEquals(3, pull.comments.size());
    assertEquals(1, pull.issueComments.size());
    Set<Object> sessions =
        daemon.asked().stream().map(request -> request.session()).collect(Collectors.toSet());
    assertEquals(heads, sessions.size(), "one session");
  }

  /** Whether the daemon has noted that everything is posted. */
  private boolean idle() {
    Path file = daemon.data().resolve("forges/" + forge.kind() + "/octo+shop/7/state.json");
    try {
      return Files.readString(file).contains("\"phase\":\"idle\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> states() {
    return forge.states(null);
  }

  @ParameterizedTest
  @CsvSource({
    "github, 1, false",
    "github, 1, true",
    "github, 2, false",
    "github, 2, true",
    "github, 3, false",
    "github, 3, true",
    "github, 4, false",
    "github, 4, true",
    "gitlab, 1, false",
    "gitlab, 1, true",
    "gitlab, 2, false",
    "gitlab, 2, true",
    "gitlab, 3, false",
    "gitlab, 3, true",
    "gitlab, 4, false",
    "gitlab, 4, true",
    "gitlab, 5, false",
    "gitlab, 5, true",
    "gitlab, 6, false",
    "gitlab, 6, true"
  })
  void aKillAtAPostNeverPostsTwiceAndNeverLosesIt(String kind, int step, boolean effect)
      throws Exception {
    open(kind);
    AtomicInteger writes = new AtomicInteger();
    forge.faults(request ->
        request.writes() && writes.incrementAndGet() >= step
            ? new Fault.Silence(effect && writes.get() == step)
            : Fault.NONE);
    daemon.start();
    daemon.deliver("opened", 7);
    Eventually.holds(() -> writes.get() >= step, PATIENCE);

    daemon.stop();
    forge.faults(request -> Fault.NONE);
    daemon.start();

    assertPostedOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab"})
  void aKillDuringTheReviewGoesOnWithItsSession(String kind) throws Exception {
    open(kind);
    pull.push(HEAD, PullRequestTest.diff("+count = 'BAD SLOW'"));
    daemon.start();
    daemon.deliver("opened", 7);
    Eventually.holds(() -> daemon.asked().size() >= 3, PATIENCE);

    daemon.stop();
    daemon.hurry();
    daemon.start();

    assertPostedOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab"})
  void aLostAnswerIsLookedForBeforeAnythingIsPostedAgain(String kind) throws Exception {
    open(kind);
    Set<String> met = ConcurrentHashMap.newKeySet();
    forge.faults(request ->
        request.writes() && met.add(request + String.valueOf(request.body().get("state")))
            ? new Fault.Hangup(true)
            : Fault.NONE);
    daemon.start();

    daemon.deliver("opened", 7);

    assertPostedOnce();
    List<FakeRequest> writes = forge.requests().stream().filter(FakeRequest::writes).toList();
    assertEquals(reviews() ? 4 : 6, writes.size(), "" + writes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab"})
  void twoHostsOnOneDirectoryActOnce(String kind) throws Exception {
    open(kind);
    pull.push(HEAD, PullRequestTest.diff("+SLOW = 1"));
    daemon.set("data_dir_shared=true").start();
    daemon.deliver("opened", 7);
    Eventually.holds(() -> daemon.asked().size() >= 3, PATIENCE);
    try (ForgeDaemon other = new ForgeDaemon(home, forge)) {
      Path second = other.key("second-token", FakeAccounts.SECOND_TOKEN);
      other.with("token", Map.of("file", second.toString()));
      other.set("data_dir_shared=true").start();

      pull.push(PullRequestTest.head(2), PullRequestTest.WRONG);
      other.deliver("pull_request", "synchronize", 7, "to-the-other");
      daemon.deliver("synchronize", 7);

      assertPostedOnce(2);
      String who = (reviews() ? "Bearer " : "") + FakeAccounts.SECOND_TOKEN;
      assertEquals(
          List.of(),
          forge.requests().stream()
              .filter(request -> request.headers().containsValue(who))
              .filter(request -> request.path().matches(".*/(pulls|merge_requests)/7.*"))
              .toList());
    }
  }
}
