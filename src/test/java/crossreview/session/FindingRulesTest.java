package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Confidence;
import crossreview.model.Disposition;
import crossreview.model.DispositionAnswer;
import crossreview.model.FindingKind;
import crossreview.model.FindingState;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Quality;
import crossreview.model.Remark;
import crossreview.model.Severity;
import crossreview.model.Status;
import crossreview.model.Verdict;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingRulesTest {
  static Verdict settling(String... findings) {
    List<Disposition> said =
        Stream.of(findings)
            .map(f -> new Disposition(f, DispositionAnswer.RESOLVED, "done"))
            .toList();
    return verdict(Status.READY, List.of(), said);
  }

  static Verdict reopening(String finding) {
    return verdict(
        Status.NOT_READY, List.of(), List.of(said(finding, DispositionAnswer.STILL_OPEN)));
  }

  static Verdict verdict(Status status, List<Verdict.Claim> claims, List<Disposition> said) {
    return new Verdict(status, Confidence.VERIFIED, "sum", claims, said, List.of());
  }

  static Verdict.Claim claim(Severity severity, String statement) {
    return new Verdict.Claim(FindingKind.DEFECT, severity, statement, List.of());
  }

  private static Disposition said(String finding, DispositionAnswer answer) {
    return new Disposition(finding, answer, "because");
  }

  /** The second round: ada has the open blocking finding f1, bob is READY without one. */
  private static Play second() {
    Play play = Play.ship().run().round();
    play.vote("ada", Samples.notReady("No end."));
    return play.ready("bob", "cy").count().revise("rex", "text 2").round();
  }

  @Test
  void equalFindingsOfSeveralPeersAreLinkedAndStayTheirOwn() {
    Play play = Play.review().run().round();

    play.vote("ada", Samples.notReady("No end."));
    play.vote("bob", Samples.notReady("no  END"));

    assertEquals(List.of("f1"), play.session().findings().get("f2").opened().linked());
    assertEquals("bob", play.session().findings().get("f2").opened().owner());
  }

  private static FindingState state(Play play, String finding) {
    return play.session().findings().get(finding).state();
  }

  static List<Remark> remarks(List<SessionEvent> events) {
    return events.stream()
        .filter(NoteEvent.BallotRemarked.class::isInstance)
        .flatMap(event -> ((NoteEvent.BallotRemarked) event).remarks().stream())
        .toList();
  }

  @Test
  void theOwnerClosesWhatItOpened() {
    Play play = second();

    play.vote("ada", settling("f1"));

    assertEquals(FindingState.RESOLVED, state(play, "f1"));
  }

  @Test
  void nobodyElseClosesIt() {
    Play play = second();

    List<SessionEvent> events = play.vote("bob", settling("f1", "f7"));

    assertEquals(FindingState.OPEN, state(play, "f1"));
    assertEquals(
        List.of("not_an_own_finding", "not_an_own_finding"),
        remarks(events).stream().map(Remark::code).toList());
  }

  @Test
  void silenceMovesNothing() {
    Play play = second();

    play.vote("ada", verdict(Status.NOT_READY, List.of(), List.of()));

    assertEquals(FindingState.OPEN, state(play, "f1"));
  }

  @Test
  void readyBesideAnOwnOpenFindingIsAContradiction() {
    Play play = second();
    Disposition open = said("f1", DispositionAnswer.STILL_OPEN);
    Disposition closed = said("f1", DispositionAnswer.WITHDRAWN);

    assertEquals("inconsistent_verdict", refused(play, List.of(), List.of()));
    assertEquals("inconsistent_verdict", refused(play, List.of(), List.of(open)));
    assertEquals("inconsistent_verdict", refused(play, List.of(), List.of(closed, open)));
    assertEquals(
        "inconsistent_verdict",
        refused(play, List.of(claim(Severity.BLOCKING, "new")), List.of(closed)));
  }

  private static String refused(Play play, List<Verdict.Claim> claims, List<Disposition> said) {
    Verdict ready = verdict(Status.READY, claims, said);
    assertTrue(Ballots.contradiction(play.session(), "ada", ready).isPresent());
    return play.refused(play.settle("ada", Samples.ballot(ready)));
  }

  @Test
  void readyThatOpensAnOwnFindingAgainIsAContradictionToo() {
    Play play = second();
    play.vote("ada", settling("f1"));
    play.vote("bob", Samples.notReady("something else"));
    play.ready("cy").count().revise("rex", "text 3").round();
    Disposition again = said("f1", DispositionAnswer.STILL_OPEN);

    assertEquals("inconsistent_verdict", refused(play, List.of(), List.of(again)));
    play.vote("ada", verdict(Status.NOT_READY, List.of(), List.of(again)));
    assertEquals(FindingState.OPEN, state(play, "f1"));
  }

  @Test
  void whoSaysBothKeepsItOpen() {
    Play play = second();
    List<Disposition> both =
        List.of(said("f1", DispositionAnswer.RESOLVED), said("f1", DispositionAnswer.STILL_OPEN));

    play.vote("ada", verdict(Status.NOT_READY, List.of(), both));

    assertEquals(FindingState.OPEN, state(play, "f1"));
  }

  @Test
  void settledAndRaisedAgainInOneBallotStaysOpen() {
    Play play = second();
    List<Verdict.Claim> again = List.of(claim(Severity.BLOCKING, "no  end"));

    List<SessionEvent> events =
        play.vote("ada", verdict(Status.NOT_READY, again, settling("f1").dispositions()));

    assertEquals(FindingState.OPEN, state(play, "f1"));
    assertEquals(1, play.session().findings().size());
    assertEquals(
        List.of("settled_and_raised_again", "already_open"),
        remarks(events).stream().map(Remark::code).toList());
  }

  @Test
  void aMilderRestOfASettledFindingIsNoContradiction() {
    Play play = second();
    List<Verdict.Claim> advice = List.of(claim(Severity.ADVICE, "no end"));

    List<SessionEvent> events =
        play.vote("ada", verdict(Status.READY, advice, settling("f1").dispositions()));

    assertEquals(FindingState.RESOLVED, state(play, "f1"));
    assertTrue(play.events(events).contains("finding.repeated"));
  }

  @Test
  void aSettledFindingRaisedAgainDoesNotCount() {
    Play play = second();
    play.vote("ada", settling("f1"));
    play.vote("bob", Samples.notReady("something else"));
    play.ready("cy").count().revise("rex", "text 3").round();

    List<SessionEvent> events = play.vote("ada", Samples.notReady("no end"));

    assertEquals(FindingState.RESOLVED, state(play, "f1"));
    assertTrue(play.events(events).contains("finding.repeated"));
    assertEquals(2, play.session().findings().size());
  }

  @Test
  void raisedHigherItIsANewFindingThatNamesTheOld() {
    Play play = Play.ship().run().round();
    play.vote("ada", verdict(Status.READY, List.of(claim(Severity.ADVICE, "no end")), List.of()));
    play.vote("bob", Samples.notReady("something"));
    play.ready("cy").count().revise("rex", "text 2").round();

    play.vote("ada", Samples.notReady("no end"));

    LedgerFinding higher = play.session().findings().get("f3");
    assertEquals(List.of("f1"), higher.opened().linked());
    assertTrue(higher.blocks());
  }

  @Test
  void theSameFindingTwiceInOneBallotIsOpenedOnce() {
    Play play = Play.ship().run().round();

    List<SessionEvent> events = play.vote("ada", Samples.notReady("no end", "No end."));

    assertEquals(1, play.session().findings().size());
    assertEquals("already_open", remarks(events).getFirst().code());
  }

  @Test
  void theSameWordsOfAnotherPeerAreAnotherFinding() {
    Play play = Play.ship().run().round();

    play.vote("ada", Samples.notReady("no end"));
    play.vote("bob", Samples.notReady("no end"));

    assertEquals(2, play.session().findings().size());
  }

  @Test
  void findingsBeyondTheLimitAreRemarkedAndTheVoteStands() {
    Limits one = new Limits(8, 2, 60, null, 1_000, 1);
    Play play = Play.of(Mode.SHIP, Samples.panel(), one).run().round();

    List<SessionEvent> events = play.vote("ada", Samples.notReady("one", "two"));

    assertEquals(1, play.session().findings().size());
    assertEquals(new Remark("findings_limit", 1, null).code(), remarks(events).getFirst().code());
    assertEquals(Status.NOT_READY, play.lastRound().votes().get("ada").status());
  }

  @Test
  void remarksThatDoNotFitAreCounted() {
    Play play = Play.ship().run().round();
    List<Remark> many =
        Stream.generate(() -> new Remark("odd", 0, "x".repeat(400))).limit(70).toList();
    Use ballot = new Use.Ballot(Samples.ready(), Quality.FORMAT_WARNING, many);

    List<Remark> kept = remarks(play.does(play.settle("ada", ballot)));

    assertEquals(50, kept.size());
    assertEquals(new Remark("more_remarks", null, "21 more"), kept.getLast());
  }
}
