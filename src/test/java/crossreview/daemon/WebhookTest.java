package crossreview.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.forge.WebhookSignature;
import crossreview.guard.Secret;
import crossreview.testkit.Eventually;
import crossreview.testkit.TestVertx;
import crossreview.testkit.forge.FakeGithub;
import crossreview.testkit.forge.FakeRequest;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of GitHub at the HTTP server of a daemon. */
class WebhookTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30); // a busy machine

  @TempDir Path home;
  private Vertx vertx;
  private FakeGithub github;
  private ForgeDaemon daemon;

  @BeforeEach
  void open() throws Exception {
    vertx = TestVertx.create();
    github = FakeGithub.start(vertx);
    github.repository().open(7, "1".repeat(40), PullRequestTest.BASE, PullRequestTest.GOOD);
    daemon = new ForgeDaemon(home, github).start();
    Eventually.holds(() -> !github.requests().isEmpty(), PATIENCE); // the list was read
  }

  @AfterEach
  void close() {
    daemon.close();
    github.close();
    vertx.close();
  }

  private static String signed(byte[] body) {
    return WebhookSignature.of(new Secret(ForgeDaemon.SECRET), body);
  }

  @Test
  void whatIsNotSignedWithTheSecretIsRefusedAndDoesNothing() throws Exception {
    byte[] body = "{\"number\":9,\"repository\":{\"full_name\":\"octo/shop\"}}".getBytes(UTF_8);
    byte[] other = "{\"number\":8,\"repository\":{\"full_name\":\"octo/shop\"}}".getBytes(UTF_8);

    assertEquals(401, daemon.post("pull_request", "d1", body, null));
    assertEquals(401, daemon.post("pull_request", "d1", body, signed(other)));
    assertEquals(
        401,
        daemon.post(
            "pull_request", "d1", body, WebhookSignature.of(new Secret("another-one"), body)));

    assertFalse(Files.exists(daemon.data().resolve("forges/github/octo+shop/9")));
    assertEquals(202, daemon.post("pull_request", "d1", body, signed(body)));
  }

  @Test
  void aBodyOfTenMegabytesIsRefusedBeforeItIsRead() throws Exception {
    byte[] body = new byte[10 * 1024 * 1024];

    assertEquals(413, daemon.post("pull_request", "d1", body, signed(body)));
  }

  @Test
  void aBodyThatIsNoJsonIsRefused() throws Exception {
    byte[] body = "payload=%7B%7D".getBytes(UTF_8);

    assertEquals(400, daemon.post("pull_request", "d1", body, signed(body)));
  }

  @Test
  void whatItHasNoUseForIsAnsweredAndDoesNothing() throws Exception {
    byte[] elsewhere =
        "{\"number\":9,\"repository\":{\"full_name\":\"octo/other\"}}".getBytes(UTF_8);

    assertEquals(204, daemon.deliver("ping", "", 9, "d1"));
    assertEquals(204, daemon.deliver("workflow_run", "completed", 9, "d2"));
    assertEquals(204, daemon.post("pull_request", "d3", elsewhere, signed(elsewhere)));

    assertFalse(Files.exists(daemon.data().resolve("forges/github/octo+shop/9")));
  }

  @Test
  void aRepeatedDeliveryDoesNothing() throws Exception {
    assertEquals(202, daemon.deliver("pull_request", "opened", 7, "same"));
    Eventually.holds(() -> states().contains("success"), PATIENCE);
    int asked = github.requests().size();

    assertEquals(204, daemon.deliver("pull_request", "opened", 7, "same"));

    assertEquals(List.of("pending", "success"), states());
    assertEquals(asked, github.requests().size());
  }

  private List<Object> states() {
    return github.repository().statuses.stream().map(status -> status.get("state")).toList();
  }

  @Test
  void theFirstStatusIsWrittenBeforeTheChangeIsRead() throws Exception {
    String head = "9".repeat(40);
    github.repository().open(9, head, PullRequestTest.BASE, PullRequestTest.GOOD);
    int before = github.requests().size();

    daemon.deliver("opened", 9);

    Eventually.holds(() -> !github.writes("/statuses/" + head).isEmpty(), PATIENCE);
    List<FakeRequest> all = github.requests().subList(before, github.requests().size());
    List<FakeRequest> first =
        all.stream()
            .takeWhile(request -> !(request.writes() && request.path().contains(head)))
            .toList();
    assertTrue(first.stream().noneMatch(WebhookTest::readsTheChange), first::toString);
    Eventually.holds(
        () -> github.requests().stream().anyMatch(WebhookTest::readsTheChange), PATIENCE);
  }

  private static boolean readsTheChange(FakeRequest request) {
    return request.path().contains("/compare/") && request.path().endsWith("9".repeat(40));
  }
}
