package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonTree;
import crossreview.testkit.Eventually;
import crossreview.testkit.forge.FakeAnswer;
import crossreview.testkit.forge.FakeForge.Fault;
import crossreview.testkit.forge.FakeGitlab;
import crossreview.testkit.forge.FakePull;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What GitLab limits, forbids and leaves out. */
class MergeRequestLimitTest extends PullScenario<FakeGitlab> {
  private static final String HEAD = PullRequestTest.head(1);

  @Override
  FakeGitlab forge() {
    return FakeGitlab.start(vertx);
  }

  private FakePull pull(String diff) {
    return forge.open(7, HEAD, PullRequestTest.BASE, diff);
  }

  @Test
  void aLimitIsWaitedForAndNothingIsPostedTwice() throws Exception {
    FakePull pull = pull(PullRequestTest.WRONG);
    AtomicInteger writes = new AtomicInteger();
    FakeAnswer limit = FakeAnswer.refused(429, "Retry later").with("retry-after", "1");
    forge.faults(request ->
        request.writes() && writes.incrementAndGet() % 2 == 1
            ? new Fault.Refuse(limit)
            : Fault.NONE);
    daemon.start();

    daemon.deliver("open", 7);

    settled("failure");
    assertEquals(List.of("pending", "failure"), forge.states(HEAD));
    assertEquals(3, pull.comments.size());
    assertEquals(12, writes.get(), "each of six posts was refused once");
  }

  @Test
  void aMissingScopeStopsPostsUntilItIsThere() throws Exception {
    pull(PullRequestTest.GOOD);
    forge.forbidden.add("/statuses/");
    daemon.start();
    daemon.deliver("open", 7);
    Eventually.holds(() -> !forge.writes("/statuses/").isEmpty(), PATIENCE);

    forge.forbidden.clear();

    settled("success");
    assertEquals(List.of("pending", "success"), forge.states(HEAD));
  }

  @Test
  void aMovedProjectIsNotFollowedWithTheToken() throws Exception {
    pull(PullRequestTest.GOOD);
    forge.moved = true;
    daemon.start();

    daemon.deliver("open", 7);

    Eventually.holds(
        () -> forge.requests().stream().anyMatch(r -> r.path().endsWith("/merge_requests/7")),
        PATIENCE);
    assertTrue(forge.requests().stream().noneMatch(r -> r.path().contains("/77")));
    assertEquals(List.of(), forge.states(null));
  }

  @Test
  void theNoteIsFoundBeyondTheFirstPage() throws Exception {
    FakePull pull = pull(PullRequestTest.GOOD);
    for (int i = 0; i < 120; i++) {
      forge.comment(pull, "stranger", "number " + i);
    }
    daemon.start();
    daemon.deliver("open", 7);
    settled("success");

    pull.push(PullRequestTest.head(2), PullRequestTest.WRONG);
    daemon.deliver("update", 7);

    settled("failure");
    assertEquals(121, pull.issueComments.size());
  }

  @Test
  void aPositionThatIsRefusedLeavesItsFindingInTheNote() throws Exception {
    FakePull pull = pull(PullRequestTest.WRONG);
    forge.refusesLines = true;
    daemon.start();

    daemon.deliver("open", 7);

    settled("failure");
    assertEquals(List.of(), pull.comments);
    assertTrue(String.valueOf(pull.issueComments).contains("till.py:11"), "" + pull.issueComments);
  }

  @Test
  void aFileThatIsTooLargeAndAListThatIsCutAreNamedAndPreventApproval() throws Exception {
    FakePull pull = pull(PullRequestTest.GOOD);
    String hunks = PullRequestTest.GOOD.substring(PullRequestTest.GOOD.indexOf("@@"));
    forge.files = List.of(file("till.py", hunks, false), file("big.py", "", true));
    forge.versionState = "overflow_diff_files_limit";
    daemon.start();

    daemon.deliver("open", 7);

    settled("failure");
    String note = String.valueOf(pull.issueComments);
    assertTrue(note.contains("big.py") && note.contains("the list of files"), note);
  }

  private static Map<String, Object> file(String path, String diff, boolean large) {
    return JsonTree.of(
        "old_path", path,
        "new_path", path,
        "a_mode", "100644",
        "b_mode", "100644",
        "diff", diff,
        "too_large", large);
  }

  @Test
  void theWordsOfAStatusThatHasNotEndedChangeByAnotherStatus() throws Exception {
    FakePull pull = pull(PullRequestTest.GOOD);
    pull.from = "stranger/shop";
    daemon.start();
    daemon.deliver("open", 7);
    settled("pending");

    pull.labels.add("crossreview");
    daemon.deliver("update", 7);

    settled("success");
    assertEquals(List.of("pending", "canceled", "pending", "success"), forge.states(HEAD));
  }

  @Test
  void anEventNeedsTheSecretAndIsTakenOnce() throws Exception {
    pull(PullRequestTest.GOOD);
    daemon.start();
    Map<String, String> first =
        Map.of("X-Gitlab-Token", ForgeDaemon.SECRET, "Idempotency-Key", "one");
    Map<String, String> wrong =
        Map.of("X-Gitlab-Token", ForgeDaemon.SECRET + "x", "Idempotency-Key", "two");

    assertEquals(401, daemon.deliverMerge(7, wrong));
    assertEquals(401, daemon.deliverMerge(7, Map.of()));
    assertEquals(202, daemon.deliverMerge(7, first));
    assertEquals(204, daemon.deliverMerge(7, first));
    assertEquals(204, daemon.deliverMerge(7, event("Note Hook", "three")));
    settled("success");
  }

  private static Map<String, String> event(String kind, String id) {
    return Map.of(
        "X-Gitlab-Token", ForgeDaemon.SECRET, "X-Gitlab-Event", kind, "Idempotency-Key", id);
  }

  @Test
  void eventsThatFollowFromOneAnotherShareAnIdAndAreNotTakenForARepetition() throws Exception {
    pull(PullRequestTest.GOOD);
    forge.open(8, PullRequestTest.head(8), PullRequestTest.BASE, PullRequestTest.GOOD);
    daemon.start();
    Map<String, String> old =
        Map.of("X-Gitlab-Token", ForgeDaemon.SECRET, "X-Gitlab-Event-UUID", "one");

    assertEquals(202, daemon.deliverMerge(7, old));
    assertEquals(202, daemon.deliverMerge(8, old));
    assertEquals(204, daemon.deliverMerge(7, old));
  }
}
