package crossreview.forge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.forge.Forge;
import crossreview.forge.Forge.PullList;
import crossreview.forge.PullChange;
import crossreview.forge.github.GithubForges;
import crossreview.forge.gitlab.GitlabForge;
import crossreview.guard.Secret;
import crossreview.json.JsonTree;
import crossreview.model.ProblemException;
import crossreview.profile.AddressPolicy;
import crossreview.testkit.TestVertx;
import crossreview.testkit.ThreadTimers;
import crossreview.testkit.forge.FakeAccounts;
import crossreview.testkit.forge.FakeForge;
import crossreview.testkit.forge.FakeGithub;
import crossreview.testkit.forge.FakeGitlab;
import crossreview.testkit.forge.FakePull;
import crossreview.time.SystemTime;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of a forge that have many pages, or more than are read. */
class LongListTest {
  private static final String BASE = "b".repeat(40);
  private static final int LISTED_MAX = 3_000;

  private final Vertx vertx = TestVertx.create();
  private final ThreadTimers timers = new ThreadTimers();
  private FakeForge fake;

  @AfterEach
  void close() {
    fake.close();
    timers.close();
    vertx.close();
  }

  private Forge forge(String kind) {
    boolean github = kind.equals("github");
    fake = github ? FakeGithub.start(vertx) : FakeGitlab.start(vertx);
    ForgeClient client =
        new ForgeClient(
            vertx, URI.create(fake.url()), new AddressPolicy(false, false), "test", 64 << 20);
    Secret token = new Secret(FakeAccounts.TOKEN);
    BlockingWait wait = new BlockingWait(timers);
    return github
        ? GithubForges.ofToken(client, token, wait, new SystemTime())
        : GitlabForge.of(client, token, wait, new SystemTime());
  }

  private static String head(int number) {
    return String.format("%040x", number);
  }

  private static String diff() {
    return "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1 +1,2 @@\n a\n+b\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab"})
  void openPullRequestsOfAllPagesAreListedAndOneAnswerSaysThatNothingChanged(String kind) {
    Forge forge = forge(kind);
    IntStream.rangeClosed(1, 250).forEach(number -> fake.open(number, head(number), BASE, diff()));

    PullList list = forge.open(FakeForge.REPOSITORY, null).orElseThrow();

    assertTrue(list.whole());
    assertEquals(250, list.pulls().stream().map(pull -> pull.number()).distinct().count());
    int asked = fake.requests().size();
    assertTrue(forge.open(FakeForge.REPOSITORY, list.etag()).isEmpty());
    assertEquals(asked + 1, fake.requests().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab"})
  void whatIsBeyondTheLastPageThatIsReadIsNotTakenForAbsent(String kind) {
    Forge forge = forge(kind);
    FakePull pull = fake.open(7, head(1), BASE, diff());
    for (int i = 0; i < LISTED_MAX; i++) {
      fake.comment(pull, "stranger", "number " + i);
    }
    forge.summary(FakeForge.REPOSITORY, 7, "all of them are read");
    fake.comment(pull, "stranger", "one more");

    ProblemException refused =
        assertThrows(
            ProblemException.class, () -> forge.summary(FakeForge.REPOSITORY, 7, "a second one"));

    assertEquals("forge_refused", refused.problem().code());
    assertTrue(refused.problem().message().contains("more than 3000"), "" + refused.problem());
    assertEquals(1, fake.writes("").size());
  }

  @Test
  void aListOfOpenPullRequestsThatIsCutSaysSo() {
    Forge forge = forge("github");
    IntStream.rangeClosed(1, LISTED_MAX + 1)
        .forEach(number -> fake.open(number, head(number), BASE, diff()));

    PullList list = forge.open(FakeForge.REPOSITORY, null).orElseThrow();

    assertFalse(list.whole());
    assertEquals(LISTED_MAX, list.pulls().size());
  }

  /** GitHub ends its list there, and another server may not. */
  @Test
  void filesBeyondTheListAreMissingByNumberAndNotUnseen() {
    Forge forge = forge("github");
    fake.open(7, head(1), BASE, diff());
    List<Map<String, Object>> files =
        IntStream.rangeClosed(1, LISTED_MAX + 5)
            .mapToObj(i -> JsonTree.of("filename", "f" + i, "status", "renamed", "changes", 0L))
            .toList();
    ((FakeGithub) fake).repository().files = files;

    PullChange change = forge.change(FakeForge.REPOSITORY, forge.pull(FakeForge.REPOSITORY, 7));

    assertEquals(1, change.missing().size(), "" + change.missing());
    assertTrue(change.missing().getFirst().contains("3000"), "" + change.missing());
  }
}
