package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonTree;
import crossreview.testkit.forge.FakeGithub;
import crossreview.testkit.forge.FakePull;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes that a forge shows in parts, and ways to begin. */
class PullRequestChangeTest extends PullScenario<FakeGithub> {
  private static final String BASE = PullRequestTest.BASE;
  private static final String GOOD = PullRequestTest.GOOD;
  private static final String WRONG = PullRequestTest.WRONG;

  private static String head(int number) {
    return PullRequestTest.head(number);
  }

  @Override
  FakeGithub forge() {
    return FakeGithub.start(vertx);
  }

  @Test
  void linesThatTheForgeRefusesGoIntoTheSummary() throws Exception {
    FakePull pull = forge.repository().open(7, head(1), BASE, WRONG);
    forge.repository().refusesLines = true;
    daemon.start();

    daemon.deliver("opened", 7);

    settled("failure");
    assertEquals(List.of(), pull.comments);
    assertTrue(String.valueOf(pull.issueComments).contains("till.py:11"), "" + pull.issueComments);
  }

  @Test
  void aPartThatTheForgeDoesNotHandOutIsNamedAndPreventsApproval() throws Exception {
    FakePull pull = forge.repository().open(7, head(1), BASE, GOOD);
    forge.repository().files =
        List.of(
            JsonTree.of(
                "filename",
                "till.py",
                "status",
                "modified",
                "changes",
                1L,
                "patch",
                GOOD.substring(GOOD.indexOf("@@"))),
            JsonTree.of("filename", "big.py", "status", "modified", "changes", 90_000L));
    daemon.start();

    daemon.deliver("opened", 7);

    settled("failure");
    assertTrue(String.valueOf(pull.issueComments).contains("big.py"), "" + pull.issueComments);
  }

  @Test
  void anEmptyChangeHasNothingToReview() throws Exception {
    forge.repository().open(7, head(1), BASE, "");
    daemon.start();

    daemon.deliver("opened", 7);

    settled("failure");
    String words = String.valueOf(forge.repository().statuses.getLast().get("description"));
    assertTrue(words.startsWith("Nothing to review"), words);
    assertEquals(List.of(), daemon.asked());
  }

  @Test
  void theListIsReadWhereNoEventArrives() throws Exception {
    FakePull pull = forge.repository().open(7, head(1), BASE, GOOD);
    daemon.with("webhook_secret", null).with("poll_seconds", 1L).start();
    settled("success");

    pull.push(head(2), WRONG);

    settled("failure");
    assertEquals(1, pull.issueComments.size());
  }
}
