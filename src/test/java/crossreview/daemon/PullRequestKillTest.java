package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.testkit.Eventually;
import crossreview.testkit.TestVertx;
import crossreview.testkit.forge.FakeAccounts;
import crossreview.testkit.forge.FakeGithub;
import crossreview.testkit.forge.FakeGithub.Fault;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A daemon ends while a post is on its way: the forge has it or not, and the daemon does not know.
 * The next one brings everything to the same end, and nothing is there twice.
 */
class PullRequestKillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40); // a busy machine, two starts
  private static final String HEAD = PullRequestTest.head(1);

  @TempDir Path home;
  private Vertx vertx;
  private FakeGithub github;
  private FakePull pull;
  private ForgeDaemon daemon;

  @BeforeEach
  void open() throws Exception {
    vertx = TestVertx.create();
    github = FakeGithub.start(vertx);
    pull = github.repository().open(7, HEAD, PullRequestTest.BASE, PullRequestTest.WRONG);
    daemon = new ForgeDaemon(home, github);
  }

  @AfterEach
  void close() {
    daemon.close();
    github.close();
    vertx.close();
  }

  private void assertPostedOnce() {
    assertPostedOnce(1);
  }

  private void assertPostedOnce(int heads) {
    Eventually.holds(() -> states().contains("failure") && idle(), PATIENCE);
    List<Object> wanted = new ArrayList<>(Collections.nCopies(heads, "pending"));
    wanted.add("failure");
    assertEquals(wanted, states());
    assertEquals(1, pull.reviews.size());
    assertEquals(3, pull.comments.size());
    assertEquals(1, pull.issueComments.size());
    Set<Object> sessions =
        daemon.asked().stream().map(request -> request.session()).collect(Collectors.toSet());
    assertEquals(heads, sessions.size(), "one session");
  }

  /** Whether the daemon has noted that everything is posted. */
  private boolean idle() {
    Path file = daemon.data().resolve("forges/github/octo+shop/7/state.json");
    try {
      return Files.readString(file).contains("\"phase\":\"idle\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Object> states() {
    return github.repository().statuses.stream().map(status -> status.get("state")).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1, false",
    "1, true",
    "2, false",
    "2, true",
    "3, false",
    "3, true",
    "4, false",
    "4, true"
  })
  void aKillAtAPostNeverPostsTwiceAndNeverLosesIt(int step, boolean effect) throws Exception {
    AtomicInteger writes = new AtomicInteger();
    github.faults(request ->
        request.writes() && writes.incrementAndGet() >= step
            ? new Fault.Silence(effect && writes.get() == step)
            : Fault.NONE);
    daemon.start();
    daemon.deliver("opened", 7);
    Eventually.holds(() -> writes.get() >= step, PATIENCE);

    daemon.stop();
    github.faults(request -> Fault.NONE);
    daemon.start();

    assertPostedOnce();
  }

  @Test
  void aKillDuringTheReviewGoesOnWithItsSession() throws Exception {
    pull.push(HEAD, PullRequestTest.diff("+count = 'BAD SLOW'"));
    daemon.start();
    daemon.deliver("opened", 7);
    Eventually.holds(() -> daemon.asked().size() >= 3, PATIENCE);

    daemon.stop();
    daemon.hurry();
    daemon.start();

    assertPostedOnce();
  }

  @Test
  void aLostAnswerIsLookedForBeforeAnythingIsPostedAgain() throws Exception {
    Set<String> met = ConcurrentHashMap.newKeySet();
    github.faults(request ->
        request.writes() && met.add(request + String.valueOf(request.body().get("state")))
            ? new Fault.Hangup(true)
            : Fault.NONE);
    daemon.start();

    daemon.deliver("opened", 7);

    assertPostedOnce();
    List<FakeRequest> writes = github.requests().stream().filter(FakeRequest::writes).toList();
    assertEquals(4, writes.size(), "" + writes);
  }

  @Test
  void twoHostsOnOneDirectoryActOnce() throws Exception {
    pull.push(HEAD, PullRequestTest.diff("+SLOW = 1"));
    daemon.set("data_dir_shared=true").start();
    daemon.deliver("opened", 7);
    Eventually.holds(() -> daemon.asked().size() >= 3, PATIENCE);
    try (ForgeDaemon other = new ForgeDaemon(home, github)) {
      Path second = other.key("second-token", FakeAccounts.SECOND_TOKEN);
      other.with("token", Map.of("file", second.toString()));
      other.set("data_dir_shared=true").start();

      pull.push(PullRequestTest.head(2), PullRequestTest.WRONG);
      other.deliver("pull_request", "synchronize", 7, "to-the-other");
      daemon.deliver("synchronize", 7);

      assertPostedOnce(2);
      assertEquals(
          List.of(),
          github.requests().stream()
              .filter(request -> request.header("authorization").contains("second"))
              .filter(request -> request.path().contains("/pulls/7"))
              .toList());
    }
  }
}
