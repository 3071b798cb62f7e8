package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonTree;
import crossreview.testkit.Eventually;
import crossreview.testkit.forge.FakeAccounts;
import crossreview.testkit.forge.FakeAnswer;
import crossreview.testkit.forge.FakeForge.Fault;
import crossreview.testkit.forge.FakeGithub;
import crossreview.testkit.forge.FakePull;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a forge limits and forbids, and apps. */
class PullRequestLimitTest extends PullScenario<FakeGithub> {
  private static final String HEAD = PullRequestTest.head(1);

  @Override
  FakeGithub forge() {
    return FakeGithub.start(vertx);
  }

  private FakePull pull(String diff) {
    return forge.repository().open(7, HEAD, PullRequestTest.BASE, diff);
  }

  private List<Object> states() {
    return forge.repository().statuses.stream().map(status -> status.get("state")).toList();
  }

  @Test
  void aSecondaryLimitIsWaitedForAndNothingIsPostedTwice() throws Exception {
    FakePull pull = pull(PullRequestTest.WRONG);
    AtomicInteger writes = new AtomicInteger();
    FakeAnswer limit =
        FakeAnswer.refused(403, "You have exceeded a secondary rate limit")
            .with("retry-after", "1");
    forge.faults(request ->
        request.writes() && writes.incrementAndGet() % 2 == 1
            ? new Fault.Refuse(limit)
            : Fault.NONE);
    daemon.start();

    daemon.deliver("opened", 7);

    Eventually.holds(() -> states().contains("failure"), PATIENCE);
    assertEquals(List.of("pending", "failure"), states());
    assertEquals(1, pull.reviews.size());
    assertEquals(8, writes.get(), "each of four posts was refused once");
  }

  @Test
  void theMarkIsFoundBeyondTheFirstPage() throws Exception {
    FakePull pull = pull(PullRequestTest.GOOD);
    for (int i = 0; i < 120; i++) {
      forge.repository().comment(pull, "stranger", "number " + i);
    }
    daemon.start();
    daemon.deliver("opened", 7);
    Eventually.holds(() -> states().contains("success"), PATIENCE);

    pull.push(PullRequestTest.head(2), PullRequestTest.WRONG);
    daemon.deliver("synchronize", 7);

    Eventually.holds(() -> states().contains("failure"), PATIENCE);
    assertEquals(121, pull.issueComments.size());
  }

  @Test
  void aResultThatCannotBePostedIsSaidByTheStatusAndLetsNothingThrough() throws Exception {
    FakePull pull = pull(PullRequestTest.GOOD);
    for (int i = 0; i < 3_001; i++) {
      forge.repository().comment(pull, "stranger", "number " + i);
    }
    daemon.start();

    daemon.deliver("opened", 7);

    Eventually.holds(() -> states().contains("failure"), PATIENCE);
    String words = String.valueOf(forge.repository().statuses.getLast().get("description"));
    assertTrue(words.startsWith("Result not posted: octo/shop/issues/7/comments has"), words);
    assertEquals(3_001, pull.issueComments.size());
  }

  @Test
  void aMissingPermissionIsNamedAndPostsGoOnWhenItIsThere() throws Exception {
    pull(PullRequestTest.GOOD);
    forge.accounts().forbidden.add("/statuses/");
    daemon.start();
    daemon.deliver("opened", 7);
    Eventually.holds(() -> !forge.writes("/statuses/").isEmpty(), PATIENCE);

    forge.accounts().forbidden.clear();

    Eventually.holds(() -> states().contains("success"), PATIENCE);
    assertEquals(List.of("pending", "success"), states());
  }

  private FakePull repaired() throws Exception {
    FakePull pull = pull(PullRequestTest.WRONG);
    daemon.start();
    daemon.deliver("opened", 7);
    Eventually.holds(() -> states().contains("failure"), PATIENCE);
    pull.push(PullRequestTest.head(2), PullRequestTest.GOOD);
    daemon.deliver("synchronize", 7);
    Eventually.holds(() -> states().contains("success"), PATIENCE);
    return pull;
  }

  private static List<Object> ids(FakePull pull, boolean replies) {
    return pull.comments.stream()
        .filter(comment -> comment.containsKey("in_reply_to_id") == replies)
        .map(comment -> comment.get(replies ? "in_reply_to_id" : "id"))
        .toList();
  }

  @Test
  void aThreadWhoseFindingIsNotOpenAnyMoreIsResolvedAndSaysWhy() throws Exception {
    FakePull pull = repaired();

    List<Object> threads = ids(pull, false);
    assertEquals(3, threads.size());
    assertEquals(Set.copyOf(threads), pull.resolved);
    assertEquals(threads, ids(pull, true));
  }

  @Test
  void withoutThePermissionToResolveThreadsTheyAreToldAllTheSame() throws Exception {
    forge.accounts().forbidden.add("/graphql");

    FakePull pull = repaired();

    assertEquals(Set.of(), pull.resolved);
    assertEquals(ids(pull, false), ids(pull, true));
  }

  @Test
  void aRedirectIsNotFollowedWithTheToken() throws Exception {
    pull(PullRequestTest.GOOD);
    FakeAnswer moved =
        FakeAnswer.refused(301, "Moved Permanently").with("location", forge.url() + "/elsewhere");
    forge.faults(
        request -> request.path().endsWith("/pulls/7") ? new Fault.Refuse(moved) : Fault.NONE);
    daemon.start();

    daemon.deliver("opened", 7);

    Eventually.holds(
        () -> forge.requests().stream().anyMatch(r -> r.path().endsWith("/pulls/7")), PATIENCE);
    assertTrue(forge.requests().stream().noneMatch(r -> r.path().contains("elsewhere")));
    assertEquals(List.of(), forge.repository().statuses);
  }

  private void asApp() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    KeyPair pair = generator.generateKeyPair();
    forge.accounts().app(pair.getPublic());
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length); // as GitHub has it
    String pem =
        "-----BEGIN RSA PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pkcs1)
            + "\n-----END RSA PRIVATE KEY-----\n";
    Path key = daemon.key("app.pem", pem);
    daemon
        .with("token", null)
        .with("app", Map.of("id", FakeAccounts.APP, "key", Map.of("file", key.toString())));
  }

  private Map<String, Object> run() {
    List<Map<String, Object>> runs = forge.repository().checkRuns;
    return runs.isEmpty() ? Map.of() : runs.getLast();
  }

  @Test
  void anAppSetsACheckRunWithAnnotations() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add("+count" + i + " = 'BAD'");
    }
    FakePull pull = pull(PullRequestTest.diff(lines.toArray(String[]::new)));
    asApp();
    daemon.set("limits.round_findings_max=200").set("limits.session_findings_max=200").start();

    daemon.deliver("opened", 7);

    Eventually.holds(() -> "failure".equals(run().get("conclusion")), PATIENCE);
    assertEquals(1, forge.repository().checkRuns.size());
    assertEquals(20, pull.comments.size());
    int annotations = JsonTree.list(run(), "/all").size();
    assertTrue(annotations > 0, "" + annotations);
    assertEquals(List.of(), forge.repository().statuses);
  }

  @Test
  void nothingToReviewLetsNothingThrough() throws Exception {
    pull("");
    asApp();
    daemon.start();

    daemon.deliver("opened", 7);

    Eventually.holds(() -> "failure".equals(run().get("conclusion")), PATIENCE);
  }

  @Test
  void theTokenOfAnInstallationIsRenewedBeforeItEnds() throws Exception {
    FakePull pull = pull(PullRequestTest.GOOD);
    asApp();
    forge.accounts().tokenSeconds = 200; // less than what is left when it is renewed
    daemon.start();
    daemon.deliver("opened", 7);
    Eventually.holds(() -> "success".equals(run().get("conclusion")), PATIENCE);
    int made = forge.accounts().made();
    assertTrue(made > 1, "" + made);

    forge.accounts().tokenSeconds = 3_600;
    forge.accounts().forgetTokens();
    pull.push(PullRequestTest.head(2), PullRequestTest.WRONG);
    daemon.deliver("synchronize", 7);

    Eventually.holds(() -> "failure".equals(run().get("conclusion")), PATIENCE);
  }

  @Test
  void aClockThatIsWrongIsCorrectedByTheAnswer() throws Exception {
    pull(PullRequestTest.GOOD);
    asApp();
    forge.accounts().clockAhead = -7_200; // ours is two hours ahead of theirs
    daemon.start();

    daemon.deliver("opened", 7);

    Eventually.holds(() -> "success".equals(run().get("conclusion")), PATIENCE);
  }
}
