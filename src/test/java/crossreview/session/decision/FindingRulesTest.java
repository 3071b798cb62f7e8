package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.event.NoteEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.RunMode;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerFinding;
import crossreview.session.command.AnswerMeaning;
import crossreview.testkit.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingRulesTest {
  static Verdict settling(String... findings) {
    List<FindingDisposition> said =
        Stream.of(findings)
            .map(f -> new FindingDisposition(f, DispositionAnswer.RESOLVED, "done"))
            .toList();
    return verdict(VerdictStatus.READY, List.of(), said);
  }

  static Verdict reopening(String finding) {
    return verdict(
        VerdictStatus.NOT_READY, List.of(), List.of(said(finding, DispositionAnswer.STILL_OPEN)));
  }

  static Verdict verdict(
      VerdictStatus verdictStatus,
      List<Verdict.FindingClaim> claims,
      List<FindingDisposition> said) {
    return new Verdict(verdictStatus, ConfidenceLevel.VERIFIED, "sum", claims, said, List.of());
  }

  static Verdict.FindingClaim claim(FindingSeverity findingSeverity, String statement) {
    return new Verdict.FindingClaim(FindingKind.DEFECT, findingSeverity, statement, List.of());
  }

  private static FindingDisposition said(String finding, DispositionAnswer answer) {
    return new FindingDisposition(finding, answer, "because");
  }

  /** The second round: ada has the open blocking finding f1, bob is READY without one. */
  private static SessionScenario second() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    sessionScenario.vote("ada", Samples.notReady("No end."));
    return sessionScenario.ready("bob", "cy").count().revise("rex", "text 2").round();
  }

  @Test
  void equalFindingsOfSeveralPeersAreLinkedAndStayTheirOwn() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();

    sessionScenario.vote("ada", Samples.notReady("No end."));
    sessionScenario.vote("bob", Samples.notReady("no  END"));

    assertEquals(List.of("f1"), sessionScenario.session().findings().get("f2").opened().linked());
    assertEquals("bob", sessionScenario.session().findings().get("f2").opened().owner());
  }

  private static FindingState state(SessionScenario sessionScenario, String finding) {
    return sessionScenario.session().findings().get(finding).state();
  }

  static List<BallotRemark> remarks(List<SessionEvent> events) {
    return events.stream()
        .filter(NoteEvent.BallotRemarked.class::isInstance)
        .flatMap(event -> ((NoteEvent.BallotRemarked) event).remarks().stream())
        .toList();
  }

  @Test
  void theOwnerClosesWhatItOpened() {
    SessionScenario sessionScenario = second();

    sessionScenario.vote("ada", settling("f1"));

    assertEquals(FindingState.RESOLVED, state(sessionScenario, "f1"));
  }

  @Test
  void nobodyElseClosesIt() {
    SessionScenario sessionScenario = second();

    List<SessionEvent> events = sessionScenario.vote("bob", settling("f1", "f7"));

    assertEquals(FindingState.OPEN, state(sessionScenario, "f1"));
    assertEquals(
        List.of("not_an_own_finding", "not_an_own_finding"),
        remarks(events).stream().map(BallotRemark::code).toList());
  }

  @Test
  void silenceMovesNothing() {
    SessionScenario sessionScenario = second();

    sessionScenario.vote("ada", verdict(VerdictStatus.NOT_READY, List.of(), List.of()));

    assertEquals(FindingState.OPEN, state(sessionScenario, "f1"));
  }

  @Test
  void readyBesideAnOwnOpenFindingIsAContradiction() {
    SessionScenario sessionScenario = second();
    FindingDisposition open = said("f1", DispositionAnswer.STILL_OPEN);
    FindingDisposition closed = said("f1", DispositionAnswer.WITHDRAWN);

    assertEquals("inconsistent_verdict", refused(sessionScenario, List.of(), List.of()));
    assertEquals("inconsistent_verdict", refused(sessionScenario, List.of(), List.of(open)));
    assertEquals(
        "inconsistent_verdict", refused(sessionScenario, List.of(), List.of(closed, open)));
    assertEquals(
        "inconsistent_verdict",
        refused(sessionScenario, List.of(claim(FindingSeverity.BLOCKING, "new")), List.of(closed)));
  }

  private static String refused(
      SessionScenario sessionScenario,
      List<Verdict.FindingClaim> claims,
      List<FindingDisposition> said) {
    Verdict ready = verdict(VerdictStatus.READY, claims, said);
    assertTrue(BallotRules.contradiction(sessionScenario.session(), "ada", ready).isPresent());
    return sessionScenario.refused(sessionScenario.settle("ada", Samples.ballot(ready)));
  }

  @Test
  void readyThatOpensAnOwnFindingAgainIsAContradictionToo() {
    SessionScenario sessionScenario = second();
    sessionScenario.vote("ada", settling("f1"));
    sessionScenario.vote("bob", Samples.notReady("something else"));
    sessionScenario.ready("cy").count().revise("rex", "text 3").round();
    FindingDisposition again = said("f1", DispositionAnswer.STILL_OPEN);

    assertEquals("inconsistent_verdict", refused(sessionScenario, List.of(), List.of(again)));
    sessionScenario.vote("ada", verdict(VerdictStatus.NOT_READY, List.of(), List.of(again)));
    assertEquals(FindingState.OPEN, state(sessionScenario, "f1"));
  }

  @Test
  void whoSaysBothKeepsItOpen() {
    SessionScenario sessionScenario = second();
    List<FindingDisposition> both =
        List.of(said("f1", DispositionAnswer.RESOLVED), said("f1", DispositionAnswer.STILL_OPEN));

    sessionScenario.vote("ada", verdict(VerdictStatus.NOT_READY, List.of(), both));

    assertEquals(FindingState.OPEN, state(sessionScenario, "f1"));
  }

  @Test
  void settledAndRaisedAgainInOneBallotStaysOpen() {
    SessionScenario sessionScenario = second();
    List<Verdict.FindingClaim> again = List.of(claim(FindingSeverity.BLOCKING, "no  end"));

    List<SessionEvent> events =
        sessionScenario.vote(
            "ada", verdict(VerdictStatus.NOT_READY, again, settling("f1").dispositions()));

    assertEquals(FindingState.OPEN, state(sessionScenario, "f1"));
    assertEquals(1, sessionScenario.session().findings().size());
    assertEquals(
        List.of("settled_and_raised_again", "already_open"),
        remarks(events).stream().map(BallotRemark::code).toList());
  }

  @Test
  void aMilderRestOfASettledFindingIsNoContradiction() {
    SessionScenario sessionScenario = second();
    List<Verdict.FindingClaim> advice = List.of(claim(FindingSeverity.ADVICE, "no end"));

    List<SessionEvent> events =
        sessionScenario.vote(
            "ada", verdict(VerdictStatus.READY, advice, settling("f1").dispositions()));

    assertEquals(FindingState.RESOLVED, state(sessionScenario, "f1"));
    assertTrue(sessionScenario.events(events).contains("finding.repeated"));
  }

  @Test
  void aSettledFindingRaisedAgainDoesNotCount() {
    SessionScenario sessionScenario = second();
    sessionScenario.vote("ada", settling("f1"));
    sessionScenario.vote("bob", Samples.notReady("something else"));
    sessionScenario.ready("cy").count().revise("rex", "text 3").round();

    List<SessionEvent> events = sessionScenario.vote("ada", Samples.notReady("no end"));

    assertEquals(FindingState.RESOLVED, state(sessionScenario, "f1"));
    assertTrue(sessionScenario.events(events).contains("finding.repeated"));
    assertEquals(2, sessionScenario.session().findings().size());
  }

  @Test
  void raisedHigherItIsANewFindingThatNamesTheOld() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    sessionScenario.vote(
        "ada",
        verdict(VerdictStatus.READY, List.of(claim(FindingSeverity.ADVICE, "no end")), List.of()));
    sessionScenario.vote("bob", Samples.notReady("something"));
    sessionScenario.ready("cy").count().revise("rex", "text 2").round();

    sessionScenario.vote("ada", Samples.notReady("no end"));

    LedgerFinding higher = sessionScenario.session().findings().get("f3");
    assertEquals(List.of("f1"), higher.opened().linked());
    assertTrue(higher.blocks());
  }

  @Test
  void theSameFindingTwiceInOneBallotIsOpenedOnce() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();

    List<SessionEvent> events = sessionScenario.vote("ada", Samples.notReady("no end", "No end."));

    assertEquals(1, sessionScenario.session().findings().size());
    assertEquals("already_open", remarks(events).getFirst().code());
  }

  @Test
  void theSameWordsOfAnotherPeerAreAnotherFinding() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();

    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.vote("bob", Samples.notReady("no end"));

    assertEquals(2, sessionScenario.session().findings().size());
  }

  @Test
  void findingsBeyondTheLimitAreRemarkedAndTheVoteStands() {
    ReviewLimits one = new ReviewLimits(8, 2, 60, null, 1_000, 1);
    SessionScenario sessionScenario =
        SessionScenario.of(RunMode.SHIP, Samples.panel(), one).run().round();

    List<SessionEvent> events = sessionScenario.vote("ada", Samples.notReady("one", "two"));

    assertEquals(1, sessionScenario.session().findings().size());
    assertEquals(
        new BallotRemark("findings_limit", 1, null).code(), remarks(events).getFirst().code());
    assertEquals(VerdictStatus.NOT_READY, sessionScenario.lastRound().votes().get("ada").status());
  }

  @Test
  void remarksThatDoNotFitAreCounted() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    List<BallotRemark> many =
        Stream.generate(() -> new BallotRemark("odd", 0, "x".repeat(400))).limit(70).toList();
    AnswerMeaning ballot =
        new AnswerMeaning.BallotAnswer(Samples.ready(), VerdictQuality.FORMAT_WARNING, many);

    List<BallotRemark> kept = remarks(sessionScenario.does(sessionScenario.settle("ada", ballot)));

    assertEquals(50, kept.size());
    assertEquals(new BallotRemark("more_remarks", null, "21 more"), kept.getLast());
  }
}
