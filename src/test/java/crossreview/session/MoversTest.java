package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.model.EvidenceKind;
import crossreview.model.FailureClass;
import crossreview.model.Mover;
import crossreview.model.Remark;
import crossreview.model.Status;
import crossreview.model.Verdict;
import crossreview.model.Waiver;
import crossreview.model.event.NoteEvent.BallotRemarked;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A vote that changed names what was new, or is remarked as unexplained. */
class MoversTest {
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
        .map(Remark::code)
        .toList();
  }

  /** Ada is READY in a round that too few others took part in, so the same bytes come again. */
  private static Play inconclusive() {
    Play play = Play.review().run().round().ready("ada");
    play.does(play.fail("bob", FailureClass.RATE_LIMIT, "rate_limited"));
    play.does(play.fail("cy", FailureClass.RATE_LIMIT, "rate_limited"));
    play.count().end();
    return play;
  }

  @Test
  void aChangeOfMindWithNothingNewIsUnexplained() {
    Play play = inconclusive().run().round();

    List<SessionEvent> events = play.vote("ada", Samples.notReady("no end"));

    assertNull(vote(events).movedBy());
    assertEquals(List.of("unexplained_change"), remarks(events));
  }

  @Test
  void theSameVoteAgainNeedsNoReason() {
    Play play = inconclusive().run().round();

    List<SessionEvent> events = play.vote("ada", Samples.ready());

    assertNull(vote(events).movedBy());
    assertEquals(List.of(), remarks(events));
  }

  @Test
  void evidenceAndConstraintsThatCameInBetweenAreNamed() {
    Play play = inconclusive();
    play.does(
        new Command.AttachEvidence(
            Samples.artifact("log"), EvidenceKind.FILE, null, null, null, "test", "caller"));
    play.does(new Command.Constrain("keep it short"));
    play.run().round();

    List<SessionEvent> events = play.vote("ada", Samples.notReady("too long"));

    assertEquals(
        List.of(
            new Mover("evidence", Samples.artifact("log").sha256().value()),
            new Mover("constraint", "1")),
        vote(events).movedBy());
    assertEquals(List.of(), remarks(events));
  }

  @Test
  void aRevisionAndTheFindingsOfOthersThatWereShownAreNamed() {
    Play play = Play.ship().run().round().ready("bob", "cy");
    play.vote("ada", Samples.notReady("no end"));
    play.count().revise("rex", "better").round();

    List<SessionEvent> bob = play.vote("bob", Samples.notReady("no middle"));

    assertEquals(
        List.of(
            new Mover("revision", Samples.artifact("better").sha256().value()),
            new Mover("finding", "f1")),
        vote(bob).movedBy());
  }

  @Test
  void anOwnFindingThatAnOperatorSettledIsNamed() {
    Play play = Play.review().run().round().ready("bob", "cy");
    play.vote("ada", Samples.notReady("no end"));
    play.count().end();
    play.does(new Command.Waive("f1", Waiver.REJECTED, "it has one"));
    play.run().round();

    Verdict ready = Samples.ready();
    assertEquals(Status.READY, ready.status());
    List<SessionEvent> events = play.vote("ada", ready);

    assertEquals(List.of(new Mover("finding", "f1")), vote(events).movedBy());
  }
}
