package crossreview.forge.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.forge.CheckPost;
import crossreview.forge.CheckPost.CheckState;
import crossreview.forge.CheckPost.LineAnnotation;
import crossreview.forge.Forge;
import crossreview.forge.PullRequest;
import crossreview.forge.github.GithubForges.AppKey;
import crossreview.forge.http.BlockingWait;
import crossreview.forge.http.ForgeClient;
import crossreview.guard.Secret;
import crossreview.json.JsonTree;
import crossreview.model.ProblemException;
import crossreview.profile.AddressPolicy;
import crossreview.testkit.TestVertx;
import crossreview.testkit.ThreadTimers;
import crossreview.testkit.forge.FakeAccounts;
import crossreview.testkit.forge.FakeForge;
import crossreview.testkit.forge.FakeForge.Fault;
import crossreview.testkit.forge.FakeGithub;
import crossreview.testkit.forge.FakeRequest;
import crossreview.time.SystemTime;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Check runs of an app with more annotations than one request takes. */
class GithubChecksTest {
  private static final String HEAD = "a".repeat(40);

  private final Vertx vertx = TestVertx.create();
  private final ThreadTimers timers = new ThreadTimers();
  private FakeGithub github;
  private Forge forge;
  private PullRequest pull;

  @BeforeEach
  void anApp() throws Exception {
    github = FakeGithub.start(vertx);
    github.open(7, HEAD, "b".repeat(40), "");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    KeyPair pair = generator.generateKeyPair();
    github.accounts().app(pair.getPublic());
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    ForgeClient client =
        new ForgeClient(
            vertx, URI.create(github.url()), new AddressPolicy(false, false), "test", 1 << 20);
    forge =
        GithubForges.ofApp(
            client,
            new AppKey(FakeAccounts.APP, new Secret(pem)),
            new BlockingWait(timers),
            new SystemTime());
    pull = forge.pull(FakeForge.REPOSITORY, 7);
  }

  @AfterEach
  void close() {
    github.close();
    timers.close();
    vertx.close();
  }

  private void check(int annotations) {
    List<LineAnnotation> all =
        IntStream.rangeClosed(1, annotations)
            .mapToObj(line -> new LineAnnotation("a.py", line, false, "ada f" + line, "wrong"))
            .toList();
    CheckPost check = new CheckPost(CheckState.FAILURE, "Not approved", "why", all);
    forge.check(FakeForge.REPOSITORY, pull, "key", check);
  }

  private Map<String, Object> run() {
    return github.repository().checkRuns.getFirst();
  }

  private List<Integer> parts() {
    return github.writes("/check-runs/").stream()
        .map(request -> JsonTree.list(request.body(), "/output/annotations").size())
        .toList();
  }

  @Test
  void annotationsAreSentInPartsOfFiftyAndTheLastOneEndsTheRun() {
    check(120);

    assertEquals(List.of(50, 50, 20), parts());
    assertEquals(120, JsonTree.list(run(), "/all").size());
    assertEquals("failure", run().get("conclusion"));
    List<FakeRequest> sent = github.writes("/check-runs/");
    assertEquals(
        List.of(false, false, true),
        sent.stream().map(request -> request.body().containsKey("conclusion")).toList());
  }

  @Test
  void afterALostAnswerOnlyTheAnnotationsThatAreNotThereAreSent() {
    AtomicInteger writes = new AtomicInteger();
    github.faults(request ->
        request.writes() && request.path().contains("/check-runs/") && writes.incrementAndGet() == 2
            ? new Fault.Hangup(true)
            : Fault.NONE);
    assertThrows(ProblemException.class, () -> check(120));

    check(120);

    assertEquals(List.of(50, 50, 20), parts());
    assertEquals(120, JsonTree.list(run(), "/all").size());
    assertEquals(1, github.repository().checkRuns.size());
  }
}
