package crossreview.session.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.policy.PolicyRules;
import crossreview.model.vote.RoundBlocker;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.model.vote.VoteCoverage.PartPlace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a vote counts for that is not about everything. */
class PartialVoteTest {
  private final RoundHistory history = RoundHistory.under(PolicyRules.UNANIMOUS).begins();
  private final VoteCoverage partial =
      new VoteCoverage(4, "1-2,4", List.of(new PartPlace(3, "x.c (line 3)")));

  private RoundCompleted count() {
    return Tally.of(history.session(), history.lastRound());
  }

  @Test
  void aPartialReadyIsNoReadyAndBlocksByName() {
    history.ready("ada", partial).ready("bob", null);
    RoundCompleted count = count();

    assertEquals(TallyResult.DIVIDED, count.tally());
    assertEquals(List.of("bob"), count.ready());
    assertEquals(
        List.of(new RoundBlocker("ada", "not_covered", null, "was not shown x.c (line 3)")),
        count.blockers());
  }

  @Test
  void anObjectionCountsWhateverItIsAbout() {
    history.line(history.ballot("ada", VerdictStatus.NOT_READY, partial)).ready("bob", null);
    RoundCompleted count = count();

    assertEquals(List.of("ada"), count.notReady());
    assertEquals(List.of(new RoundBlocker("ada", "not_ready", null, "seen")), count.blockers());
  }
}
