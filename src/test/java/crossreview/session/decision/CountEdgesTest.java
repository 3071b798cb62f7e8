package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.FailureClass;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.event.SessionEvent;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingSuppression;
import crossreview.model.finding.SuppressionSet;
import crossreview.model.finding.WaiverKind;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.RunMode;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteChangeCause;
import crossreview.session.Session;
import crossreview.session.analysis.PolicySimulation;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts, causes and sums where one more or one less makes the difference. */
class CountEdgesTest {
  private static final PolicyRules FAMILIES = RulesBuilder.unanimous().familyFloor(2).build();

  @Test
  void enoughReadyOfOneFamilyAreNotEnough() {
    PolicyRules two =
        RulesBuilder.of(ApprovalRule.K_OF_N, 2, CitationRule.REMARK, false).familyFloor(2).build();
    SessionScenario sessionScenario =
        SessionScenario.under(two, "x", "x", "y").run().round().ready("ada", "bob");
    sessionScenario.vote("cy", Samples.notReady("no end"));

    assertEquals(TallyResult.DIVIDED, counted(sessionScenario).tally());
  }

  @Test
  void whereNobodyIsReadyNoFamilyIs() {
    SessionScenario sessionScenario = SessionScenario.under(FAMILIES, "x", "x", "y").run().round();
    for (String peer : List.of("ada", "bob", "cy")) {
      sessionScenario.vote(peer, Samples.notReady("no end"));
    }

    assertEquals(
        "READY from no model family, at least 2 must",
        counted(sessionScenario).blockers().getLast().detail());
  }

  @Test
  void familiesThatAreAwayLeaveItOpenAlthoughEnoughWereThere() {
    SessionScenario sessionScenario =
        SessionScenario.under(FAMILIES, "x", "x", "y").run().round().ready("ada");
    sessionScenario.abstains("bob");
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.RATE_LIMIT, "rate_limited"));

    RoundCompleted count = counted(sessionScenario);

    assertEquals(TallyResult.INCONCLUSIVE, count.tally());
    assertEquals("READY from 1 [x], at least 2 must; others unavailable", count.reason());
  }

  @Test
  void adviceAndTheFindingsOfOthersDoNotMakeASettledObjectionANewOne() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("cy");
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.vote("bob", Samples.notReady("no middle"));
    sessionScenario.count().revise("rex", "better");
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.REJECTED, "it has one"));
    sessionScenario.round().ready("cy");
    sessionScenario.vote("bob", Samples.resolving("f2"));
    sessionScenario.vote(
        "ada",
        FindingRulesTest.verdict(
            VerdictStatus.NOT_READY,
            List.of(FindingRulesTest.claim(FindingSeverity.ADVICE, "A word.")),
            List.of(stands("f1"), stands("f2"))));

    assertEquals(TallyResult.UNANIMOUS, counted(sessionScenario).tally());
  }

  @Test
  void whatAnotherOneRaisedInThisVeryRoundWasNotShownToAVoter() {
    SessionScenario sessionScenario = inconclusive(Samples.ready()).run().round();
    sessionScenario.vote("bob", Samples.notReady("no end"));

    assertNull(vote(sessionScenario.vote("ada", Samples.notReady("no end"))).movedBy());
  }

  @Test
  void adviceMovesNobody() {
    Verdict advice =
        FindingRulesTest.verdict(
            VerdictStatus.READY,
            List.of(FindingRulesTest.claim(FindingSeverity.ADVICE, "A word.")),
            List.of());
    SessionScenario again = inconclusive(advice).run().round();
    again.vote("bob", Samples.ready());

    assertNull(vote(again.vote("ada", Samples.notReady("no end"))).movedBy());
  }

  @Test
  void anOwnersMoveOrAnOldRulingIsNoNews() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.count().revise("rex", "better").round();
    sessionScenario.vote("ada", Samples.resolving("f1"));

    List<VoteChangeCause> moved =
        vote(sessionScenario.vote("bob", Samples.notReady("no middle"))).movedBy();

    assertEquals(List.of("revision"), moved.stream().map(VoteChangeCause::kind).toList());
  }

  @Test
  void atMostSixteenCausesAreNamed() {
    SessionScenario sessionScenario = inconclusive(Samples.ready());
    for (int i = 0; i < 16; i++) {
      sessionScenario.does(new SessionCommand.Constrain("constraint " + i));
    }
    sessionScenario.does(Samples.submit("better"));
    sessionScenario.run().round();

    List<VoteChangeCause> moved =
        vote(sessionScenario.vote("ada", Samples.notReady("no end"))).movedBy();

    assertEquals(16, moved.size());
    assertEquals(new VoteChangeCause("constraint", "15"), moved.getLast());
  }

  @Test
  void anApprovedDraftIsARevisionAndAnApprovedSubmissionIsNone() {
    SessionScenario revised = SessionScenario.ship().run().round().ready("bob", "cy");
    revised.vote("ada", Samples.notReady("no end"));
    revised.count().revise("rex", "better").round().ready("bob", "cy");
    revised.vote("ada", Samples.resolving("f1"));
    assertFalse(revised.session().revised(), "nothing is approved yet");
    revised.count().end();
    SessionScenario approved = SessionScenario.review().run().round().ready("ada", "bob", "cy");
    approved.count().end();
    SessionScenario cancelled = SessionScenario.review();
    cancelled.does(new SessionCommand.RequestCancel("enough"));

    assertTrue(revised.session().revised());
    assertFalse(approved.session().revised());
    assertFalse(cancelled.session().revised());
  }

  @Test
  void aSessionKnowsTheRulingsThatItsLastRunBeganWith() {
    SuppressionSet rulings =
        new SuppressionSet(
            ".crossreview",
            null,
            List.of(new FindingSuppression("ada", "x.c", null, "it has one")));
    SessionScenario sessionScenario = SessionScenario.review();
    assertNull(sessionScenario.session().suppressions());

    sessionScenario.does(
        new SessionCommand.StartRun(
            "r1",
            RunMode.REVIEW,
            null,
            VerdictStatus.READY,
            "s",
            null,
            null,
            rulings,
            null,
            null,
            null,
            null));

    assertEquals(rulings, sessionScenario.session().suppressions());
  }

  @Test
  void aKeyKeepsTheFirstIdThatItsCommandMade() {
    SessionScenario sessionScenario = SessionScenario.ship();

    int events =
        sessionScenario
            .does(SessionScenario.startRun("r1", null, VerdictStatus.READY), "k~0123456789abcdef")
            .size();

    Session.CommandMemo memo = sessionScenario.session().memo("k").orElseThrow();
    assertEquals("r1", memo.subject());
    assertEquals(events - 1, memo.lastSeq() - memo.firstSeq());
  }

  @Test
  void fewKeysAreAllKept() {
    SessionScenario sessionScenario = SessionScenario.review();

    for (int i = 0; i < 2 * Session.COMMANDS_KEPT - 1; i++) {
      sessionScenario.does(
          new SessionCommand.Append("note", "n" + i), "k" + i + "~0123456789abcdef");
    }

    assertTrue(sessionScenario.session().memo("k0").isPresent());
  }

  @Test
  void aPolicyThatSeesTheSameNamesNobodyAsAddedOrRemoved() {
    SessionScenario sessionScenario =
        SessionScenario.under(PolicyRules.UNANIMOUS).run().round().ready("ada", "bob");
    sessionScenario.vote("cy", Samples.notReady("no end"));
    sessionScenario.count();

    PolicySimulation.RoundRecount recount =
        sessionScenario.again(PolicyRules.UNANIMOUS).recounts().getFirst();

    assertEquals(List.of(), recount.added());
    assertEquals(List.of(), recount.removed());
  }

  /** The first vote is ada's, in a round that too few others took part in. */
  private static SessionScenario inconclusive(Verdict ada) {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    sessionScenario.vote("ada", ada);
    sessionScenario.does(sessionScenario.fail("bob", FailureClass.RATE_LIMIT, "rate_limited"));
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.RATE_LIMIT, "rate_limited"));
    sessionScenario.count().end();
    return sessionScenario;
  }

  private static FindingDisposition stands(String finding) {
    return new FindingDisposition(finding, DispositionAnswer.STILL_OPEN, "as before");
  }

  private static BallotCast vote(List<SessionEvent> events) {
    return events.stream()
        .filter(BallotCast.class::isInstance)
        .map(BallotCast.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static RoundCompleted counted(SessionScenario sessionScenario) {
    return sessionScenario.count().lastRound().completed();
  }
}
