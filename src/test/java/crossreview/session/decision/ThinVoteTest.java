package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.event.NoteEvent.BallotRemarked;
import crossreview.model.event.SessionEvent;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An approval with words that fit every text is counted, and a remark says so. */
class ThinVoteTest {
  private static Verdict ready(String summary) {
    return new Verdict(
        VerdictStatus.READY, ConfidenceLevel.VERIFIED, summary, List.of(), List.of(), List.of());
  }

  private static List<BallotRemark> remarks(List<SessionEvent> events) {
    return events.stream()
        .filter(BallotRemarked.class::isInstance)
        .flatMap(event -> ((BallotRemarked) event).remarks().stream())
        .toList();
  }

  @Test
  void anApprovalThatFitsEveryTextIsRemarkedOnceWithItsWords() {
    SessionScenario review = SessionScenario.review().run().round();

    assertEquals(
        List.of(new BallotRemark("thin_answer", null, "LGTM, ship it")),
        remarks(review.vote("ada", ready("LGTM, ship it"))));
    assertEquals(List.of(), remarks(review.vote("bob", ready("the loop in a.c ends now"))));
  }

  @Test
  void aRuleIsNotAskedForWords() {
    SessionScenario review = SessionScenario.rules().run().round();

    assertEquals(List.of(), remarks(review.vote("ada", ready("LGTM, ship it"))));
  }
}
