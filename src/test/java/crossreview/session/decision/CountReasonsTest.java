package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.vote.TallyResult;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said about a counted round. */
class CountReasonsTest {
  private static String reason(SessionScenario sessionScenario) {
    return sessionScenario.count().lastRound().completed().reason();
  }

  @Test
  void theCountOfBlockersIsSaid() {
    SessionScenario one = SessionScenario.ship().run().round().ready("bob", "cy");
    one.vote("ada", Samples.notReady("no end"));
    assertEquals("1 blocker", reason(one));

    SessionScenario two = SessionScenario.ship().run().round().ready("bob", "cy");
    two.vote("ada", Samples.notReady("no end", "no middle"));
    assertEquals("2 blockers", reason(two));
  }

  @Test
  void oneUnavailableVoterTooManyDecidesNothing() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("ada");
    sessionScenario.does(sessionScenario.fail("bob", FailureClass.TIMEOUT, "total"));
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.SCHEMA, "unparsable"));

    sessionScenario.count();

    RoundCompleted count = sessionScenario.lastRound().completed();
    assertEquals(TallyResult.INCONCLUSIVE, count.tally());
    assertEquals("1 voted, at least 2 must; others unavailable", count.reason());
  }

  @Test
  void aPeerThatFailedIsNamedWithWhatItsLastCallSaid() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("ada", "bob");
    PeerFailure failure =
        new PeerFailure(
            FailureClass.SCHEMA,
            "unparsable",
            CallPhase.STREAM,
            true,
            CostCertainty.ZERO,
            "log in");
    sessionScenario.does(
        new SessionCommand.Fail(sessionScenario.call("cy"), failure, 1, null, null));

    sessionScenario.count();

    assertEquals("log in", sessionScenario.lastRound().completed().blockers().getFirst().detail());
  }

  @Test
  void aPeerThatFailedWithoutAWordIsNamedAllTheSame() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("ada", "bob");
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.SCHEMA, "unparsable"));

    sessionScenario.count();

    assertEquals(
        "returned no usable vote",
        sessionScenario.lastRound().completed().blockers().getFirst().detail());
  }

  @Test
  void whatIsSaidOfAFailedPeerIsItsOwn() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("ada");
    for (String peer : List.of("bob", "cy")) {
      PeerFailure failure =
          new PeerFailure(
              FailureClass.SCHEMA,
              "unparsable",
              CallPhase.STREAM,
              true,
              CostCertainty.ZERO,
              "hint of " + peer);
      sessionScenario.does(
          new SessionCommand.Fail(sessionScenario.call(peer), failure, 1, null, null));
    }

    sessionScenario.count();

    assertEquals(
        List.of("hint of bob", "hint of cy"),
        sessionScenario.lastRound().completed().blockers().stream()
            .map(blocker -> blocker.detail())
            .toList());
  }
}
