package crossreview.cli.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.JsonNode;
import crossreview.model.Digest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The exit code speaks of the bytes that were submitted. */
class ReviewVerdictTest {
  private static final String MINE = "a text of mine\n";
  private static final String OTHER = "a better text\n";
  private static final String UNANIMOUS = "unanimous_ready";

  private static JsonNode session(String approved, boolean revised) {
    String digest = Digest.of(approved).value();
    return JsonNode.of(Map.of("final", Map.of("sha256", digest), "revised", revised));
  }

  @Test
  void approvalOfTheSubmittedBytesIsSuccess() {
    ReviewVerdict verdict = ReviewVerdict.of(0, UNANIMOUS, session(MINE, false), MINE, false);

    assertEquals(new ReviewVerdict(0, UNANIMOUS, false), verdict);
  }

  @Test
  void approvalOfOtherBytesIsNoSuccessAndHasAReasonOfItsOwn() {
    ReviewVerdict verdict = ReviewVerdict.of(0, UNANIMOUS, session(OTHER, true), MINE, false);

    assertEquals(new ReviewVerdict(1, "revised", true), verdict);
    assertTrue(verdict.unaccepted());
  }

  @Test
  void theBytesDecideAlsoWhereTheDaemonDoesNotSayThatTheyDiffer() {
    ReviewVerdict verdict = ReviewVerdict.of(0, UNANIMOUS, session(OTHER, false), MINE, false);

    assertEquals(1, verdict.exitCode());
  }

  @Test
  void whoSubmittedNothingHereBelievesTheDaemon() {
    assertEquals(1, ReviewVerdict.of(0, UNANIMOUS, session(OTHER, true), null, false).exitCode());
    assertEquals(0, ReviewVerdict.of(0, UNANIMOUS, session(OTHER, false), null, false).exitCode());
  }

  @Test
  void aRevisionThatIsAcceptedIsSuccessAndStillNamed() {
    ReviewVerdict verdict = ReviewVerdict.of(0, UNANIMOUS, session(OTHER, true), MINE, true);

    assertEquals(new ReviewVerdict(0, UNANIMOUS, true), verdict);
    assertFalse(verdict.unaccepted());
  }

  @Test
  void withoutApprovalTheReasonOfTheRunStays() {
    JsonNode open = JsonNode.of(Map.of("state", "divided"));

    assertEquals(
        new ReviewVerdict(3, "budget_exhausted", false),
        ReviewVerdict.of(3, "budget_exhausted", open, MINE, false));
  }
}
