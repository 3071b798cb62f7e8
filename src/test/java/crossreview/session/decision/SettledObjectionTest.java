package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.event.RoundEvent;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.WaiverKind;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An objection to nothing but what a person settled does not block a round. */
class SettledObjectionTest {
  @Test
  void anObjectionToNothingButWhatAPersonSettledDoesNotBlock() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob", "cy").count().end();
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.REJECTED, "it has one"));
    sessionScenario.run().round().vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob", "cy");

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(TallyResult.UNANIMOUS, count.tally());
    assertEquals(List.of("ada"), count.notReady(), "the vote stays as it was given");
    assertEquals("3 of 3 voted, no objections, 1 only to what a ruling settled", count.reason());
  }

  @Test
  void anObjectionThatAPersonSettledWhileOthersVotedDoesNotBlock() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.REJECTED, "it has one"));
    sessionScenario.ready("bob", "cy");

    assertEquals(TallyResult.UNANIMOUS, counted(sessionScenario).tally());
  }

  @Test
  void aVoteThatOnlyUpholdsWhatAPersonSettledDoesNotBlock() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob", "cy").count().end();
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.REJECTED, "it has one"));
    sessionScenario.run().round().vote("ada", upholding("f1"));
    sessionScenario.ready("bob", "cy");

    assertEquals(TallyResult.UNANIMOUS, counted(sessionScenario).tally());
  }

  private static Verdict upholding(String finding) {
    return new Verdict(
        VerdictStatus.NOT_READY,
        ConfidenceLevel.VERIFIED,
        "it still has no end",
        List.of(),
        List.of(new FindingDisposition(finding, DispositionAnswer.STILL_OPEN, "no end")),
        List.of());
  }

  @Test
  void anObjectionWithoutAFindingStillBlocksAfterARuling() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob", "cy").count().end();
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.REJECTED, "it has one"));
    sessionScenario.run().round().vote("ada", Samples.notReady());
    sessionScenario.ready("bob", "cy");

    RoundEvent.RoundCompleted count = counted(sessionScenario);

    assertEquals(TallyResult.DIVIDED, count.tally());
    assertEquals("not_ready", count.blockers().getFirst().code());
  }

  private static RoundEvent.RoundCompleted counted(SessionScenario sessionScenario) {
    return sessionScenario.count().lastRound().completed();
  }
}
