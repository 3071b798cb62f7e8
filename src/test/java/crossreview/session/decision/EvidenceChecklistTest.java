package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.FailureClass;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.finding.WaiverKind;
import crossreview.model.run.EndReason;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.analysis.ChecklistState;
import crossreview.session.analysis.EvidenceChecklist;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests for evidence as a list to work off. */
class EvidenceChecklistTest {
  private static final String ASK = "Show the test run.";

  static Verdict asks(String... asks) {
    List<Verdict.FindingClaim> claims =
        List.of(asks).stream()
            .map(ask ->
                new Verdict.FindingClaim(
                    FindingKind.EVIDENCE_REQUEST, FindingSeverity.BLOCKING, ask, List.of()))
            .toList();
    return new Verdict(
        VerdictStatus.NEEDS_EVIDENCE,
        ConfidenceLevel.VERIFIED,
        "show me",
        claims,
        List.of(),
        List.of());
  }

  static Verdict says(DispositionAnswer answer) {
    FindingDisposition said = new FindingDisposition("f1", answer, "because");
    VerdictStatus verdictStatus =
        answer == DispositionAnswer.STILL_OPEN ? VerdictStatus.NEEDS_EVIDENCE : VerdictStatus.READY;
    return new Verdict(
        verdictStatus, ConfidenceLevel.VERIFIED, "well", List.of(), List.of(said), List.of());
  }

  /** Cy asks in the first round of a ship run, and the author revises after each. */
  private static SessionScenario asked() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("ada", "bob");
    sessionScenario.vote("cy", asks(ASK));
    return sessionScenario.count().revise("rex", "second");
  }

  private static SessionScenario round(SessionScenario sessionScenario, Verdict cy) {
    sessionScenario.round().ready("ada", "bob");
    sessionScenario.vote("cy", cy);
    return sessionScenario.count();
  }

  private static EvidenceChecklist.ChecklistItem item(SessionScenario sessionScenario) {
    assertEquals(1, EvidenceChecklist.of(sessionScenario.session()).size());
    return EvidenceChecklist.find(sessionScenario.session(), "f1").orElseThrow();
  }

  @Test
  void aFreshAskIsOpenAndBlocks() {
    EvidenceChecklist.ChecklistItem checklistItem = item(asked());

    assertEquals(ChecklistState.OPEN, checklistItem.state());
    assertTrue(checklistItem.blocks());
    assertEquals(
        List.of(1, 1, 1),
        List.of(checklistItem.firstRound(), checklistItem.lastRound(), checklistItem.roundCount()));
    assertEquals(ASK, checklistItem.finding().opened().statement());
  }

  @Test
  void anAskThatItsOwnerRepeatsInItsWordsIsOneItem() {
    SessionScenario sessionScenario = round(asked(), asks(ASK)).revise("sam", "third");

    EvidenceChecklist.ChecklistItem checklistItem =
        item(round(sessionScenario, says(DispositionAnswer.STILL_OPEN)));

    assertEquals(
        List.of(1, 3, 3),
        List.of(checklistItem.firstRound(), checklistItem.lastRound(), checklistItem.roundCount()));
    assertEquals(ChecklistState.OPEN, checklistItem.state());
  }

  @Test
  void anAskThatIsNotNamedAgainIsLabelledAndStillBlocks() {
    SessionScenario sessionScenario = round(asked(), Samples.notReady("another matter"));

    EvidenceChecklist.ChecklistItem checklistItem =
        EvidenceChecklist.find(sessionScenario.session(), "f1").orElseThrow();

    assertEquals(ChecklistState.NOT_RESURFACED, checklistItem.state());
    assertEquals(FindingState.OPEN, checklistItem.finding().state());
    assertTrue(checklistItem.blocks());
    assertEquals(1, checklistItem.lastRound());
  }

  @Test
  void whatItsOwnerSettlesIsAddressedByTheOwner() {
    EvidenceChecklist.ChecklistItem checklistItem =
        item(round(asked(), says(DispositionAnswer.RESOLVED)));

    assertEquals(ChecklistState.ADDRESSED, checklistItem.state());
    assertEquals(MoveMethod.OWNER, checklistItem.method());
    assertFalse(checklistItem.blocks());
    assertEquals(ChecklistState.OPEN, checklistItem.history().getFirst().from());
    assertEquals("because", checklistItem.history().getFirst().note());
  }

  @Test
  void anOperatorSettlesAnItemForGoodWhichIsReportedWhenItIsRaisedAgain() {
    SessionScenario sessionScenario = asked();
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.DEFERRED, "next week"));
    assertEquals(ChecklistState.DEFERRED, item(sessionScenario).state());

    EvidenceChecklist.ChecklistItem checklistItem = item(round(sessionScenario, asks(ASK)));

    assertEquals(ChecklistState.DEFERRED, checklistItem.state());
    assertFalse(checklistItem.blocks());
    assertEquals(List.of(2), checklistItem.raisedAfterEnd());
    assertEquals(MoveMethod.OPERATOR, checklistItem.method());
    assertEquals(1, checklistItem.history().size(), "it was not reopened");
  }

  @Test
  void onlyWhatIsRaisedAfterAnOperatorSettledItIsReported() {
    SessionScenario sessionScenario = asked().round().ready("ada", "bob");
    sessionScenario.vote("cy", says(DispositionAnswer.STILL_OPEN));
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.REJECTED, "not needed"));
    assertEquals(List.of(), item(sessionScenario.count()).raisedAfterEnd());

    SessionScenario silent = asked();
    silent.does(new SessionCommand.Waive("f1", WaiverKind.SATISFIED, "here it is"));
    round(silent, Samples.ready());
    assertEquals(List.of(), item(silent).raisedAfterEnd());
    assertEquals(ChecklistState.SATISFIED, item(silent).state());
  }

  @Test
  void theHistorySaysWhatARulingWasBeforeItWasChangedAndReopened() {
    SessionScenario sessionScenario = asked();
    sessionScenario.does(new SessionCommand.EndRun(EndReason.WALL_CLOCK, null));
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.DEFERRED, "next week"));
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.SATISFIED, "here it is"));
    sessionScenario.does(new SessionCommand.Reopen("f1", "it is another one"));

    EvidenceChecklist.ChecklistItem checklistItem = item(sessionScenario);

    assertEquals(ChecklistState.OPEN, checklistItem.state());
    assertTrue(checklistItem.blocks());
    assertEquals(
        List.of(ChecklistState.OPEN, ChecklistState.DEFERRED, ChecklistState.SATISFIED),
        checklistItem.history().stream().map(change -> change.from()).toList());
  }

  @Test
  void onlyAnOperatorSettlesAnItemForGood() {
    assertEquals(
        List.of(ChecklistState.SATISFIED, ChecklistState.DEFERRED, ChecklistState.REJECTED),
        Stream.of(ChecklistState.values()).filter(ChecklistState::terminal).toList());
  }

  @Test
  void aRoundWithoutAVoteOfItsOwnerSaysNothingAboutAnAsk() {
    SessionScenario sessionScenario = asked().round().ready("ada", "bob");
    sessionScenario.does(sessionScenario.fail("cy", FailureClass.RATE_LIMIT, "rate_limited"));

    EvidenceChecklist.ChecklistItem checklistItem = item(sessionScenario.count());

    assertEquals(ChecklistState.OPEN, checklistItem.state());
    assertEquals(1, checklistItem.roundCount());
  }

  @Test
  void findingsOfOtherKindsAreNoItems() {
    SessionScenario sessionScenario = SessionScenario.review().run().round().ready("ada", "bob");
    sessionScenario.vote("cy", Samples.notReady("no end"));

    assertEquals(List.of(), EvidenceChecklist.of(sessionScenario.session()));
    assertTrue(EvidenceChecklist.find(sessionScenario.session(), "f1").isEmpty());
  }
}
