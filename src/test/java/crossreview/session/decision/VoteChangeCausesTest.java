package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.model.call.FailureClass;
import crossreview.model.event.NoteEvent.BallotRemarked;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.event.SessionEvent;
import crossreview.model.finding.WaiverKind;
import crossreview.model.material.EvidenceKind;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteChangeCause;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A vote that changed names what was new, or is remarked as unexplained. */
class VoteChangeCausesTest {
  private static BallotCast vote(List<SessionEvent> events) {
    return events.stream()
        .filter(BallotCast.class::isInstance)
        .map(BallotCast.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> remarks(List<SessionEvent> events) {
    return events.stream()
        .filter(BallotRemarked.class::isInstance)
        .flatMap(e -> ((BallotRemarked) e).remarks().stream())
        .map(BallotRemark::code)
        .toList();
  }

  /** Ada is READY in a round that too few others took part in, so the same bytes come again. */
  private static SessionScenario inconclusive() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("ada");
    sessionScenario.does(sessionScenario.fail("bob", FailureClass.RATE_LIMIT, "rate_limited"));
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.RATE_LIMIT, "rate_limited"));
    sessionScenario.count().end();
    return sessionScenario;
  }

  @Test
  void aChangeOfMindWithNothingNewIsUnexplained() {
    SessionScenario sessionScenario = inconclusive().run().round();

    List<SessionEvent> events = sessionScenario.vote("ada", Samples.notReady("no end"));

    assertNull(vote(events).movedBy());
    assertEquals(List.of("unexplained_change"), remarks(events));
  }

  @Test
  void theSameVoteAgainNeedsNoReason() {
    SessionScenario sessionScenario = inconclusive().run().round();

    List<SessionEvent> events = sessionScenario.vote("ada", Samples.ready());

    assertNull(vote(events).movedBy());
    assertEquals(List.of(), remarks(events));
  }

  @Test
  void evidenceAndConstraintsThatCameInBetweenAreNamed() {
    SessionScenario sessionScenario = inconclusive();
    sessionScenario.does(
        new SessionCommand.AttachEvidence(
            Samples.artifact("log"), EvidenceKind.FILE, null, null, null, "test", "caller", null));
    sessionScenario.does(new SessionCommand.Constrain("keep it short"));
    sessionScenario.run().round();

    List<SessionEvent> events = sessionScenario.vote("ada", Samples.notReady("too long"));

    assertEquals(
        List.of(
            new VoteChangeCause("evidence", Samples.artifact("log").sha256().value()),
            new VoteChangeCause("constraint", "1")),
        vote(events).movedBy());
    assertEquals(List.of(), remarks(events));
  }

  @Test
  void aRevisionAndTheFindingsOfOthersThatWereShownAreNamed() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.count().revise("rex", "better").round();

    List<SessionEvent> bob = sessionScenario.vote("bob", Samples.notReady("no middle"));

    assertEquals(
        List.of(
            new VoteChangeCause("revision", Samples.artifact("better").sha256().value()),
            new VoteChangeCause("finding", "f1")),
        vote(bob).movedBy());
  }

  @Test
  void anOwnFindingThatAnOperatorSettledIsNamed() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.count().end();
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.REJECTED, "it has one"));
    sessionScenario.run().round();

    Verdict ready = Samples.ready();
    assertEquals(VerdictStatus.READY, ready.status());
    List<SessionEvent> events = sessionScenario.vote("ada", ready);

    assertEquals(List.of(new VoteChangeCause("finding", "f1")), vote(events).movedBy());
  }
}
