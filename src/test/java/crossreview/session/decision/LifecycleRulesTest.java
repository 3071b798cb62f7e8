package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPurpose;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.model.material.ScopeExclusion;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.model.run.RunResult;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Session;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleRulesTest {
  private static final SessionCommand.RequestCancel CANCEL =
      new SessionCommand.RequestCancel("enough");
  private static final SessionCommand.Append NOTE = new SessionCommand.Append("note", "n");

  @Test
  void onlyAnOpenedSessionTakesCommands() {
    CommandDecision commandDecision =
        Decider.decide(Session.empty(Samples.id()), Samples.submit("text"));

    assertEquals(
        "session_not_found", ((CommandDecision.CommandRefusal) commandDecision).problem().code());
  }

  @Test
  void aSessionIsOpenedOnce() {
    assertEquals(
        "session_already_exists", SessionScenario.ship().refused(Samples.open(RunMode.SHIP)));
  }

  @Test
  void aPanelNeedsAVoterBesideThePetitioner() {
    List<PanelMember> alone = List.of(Samples.reviewer("caller"), Samples.author("rex"));
    List<PanelMember> twice = List.of(Samples.reviewer("ada"), Samples.author("ada"));

    assertEquals("no_eligible_voters", refusedToOpen(alone));
    assertEquals("invalid_panel", refusedToOpen(twice));
  }

  private static String refusedToOpen(List<PanelMember> panel) {
    SessionCommand open = Samples.open(RunMode.SHIP, panel, Samples.LIMITS);
    CommandDecision commandDecision = Decider.decide(Session.empty(Samples.id()), open);
    return ((CommandDecision.CommandRefusal) commandDecision).problem().code();
  }

  @Test
  void anArtifactIsReplacedBetweenRunsOnly() {
    SessionScenario sessionScenario = SessionScenario.ship();

    assertEquals(List.of(), sessionScenario.does(Samples.submit("text")));
    LifecycleEvent.ArtifactSubmitted next =
        (LifecycleEvent.ArtifactSubmitted) sessionScenario.does(Samples.submit("other")).getFirst();
    assertEquals(Samples.artifact("text").sha256(), next.supersedes());
    sessionScenario.run();
    assertEquals("run_already_running", sessionScenario.refused(Samples.submit("third")));
  }

  @Test
  void theSameBytesAreNewsWhereOtherFilesAreShownOrKeptFromReviewers() {
    SessionScenario sessionScenario = SessionScenario.ship();
    ScopeExclusion generated = new ScopeExclusion("generated", List.of("gen/**"));
    ArtifactFacts less = new ArtifactFacts(null, null, null, null, List.of(generated));
    ContextFile rule = new ContextFile(ContextKind.RULE, "A.md", null, null, null, 0, "empty");
    ArtifactFacts more = new ArtifactFacts(null, null, null, List.of(rule), List.of(generated));

    assertEquals(1, sessionScenario.does(submit(less)).size());
    assertEquals(List.of(), sessionScenario.does(submit(less)));
    assertEquals(1, sessionScenario.does(submit(more)).size());
    assertEquals(List.of(), sessionScenario.does(submit(more)));
    assertEquals(
        List.of(), sessionScenario.does(submit(ArtifactFacts.NONE)), "a caller that says nothing");
  }

  private static SessionCommand submit(ArtifactFacts facts) {
    return new SessionCommand.SubmitArtifact(Samples.artifact("text"), List.of(), facts);
  }

  @Test
  void aCancelWithoutARunClosesAtOnceAndMayBeRepeated() {
    SessionScenario sessionScenario = SessionScenario.ship();

    sessionScenario.does(CANCEL);

    assertEquals(SessionOutcome.ABORTED, sessionScenario.session().finalized().outcome());
    assertEquals(List.of(), sessionScenario.does(CANCEL));
  }

  @Test
  void aCancelWinsAgainstARunningRoundAndStopsNewCalls() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    sessionScenario.does(CANCEL);

    assertEquals(
        "cancel_requested", sessionScenario.refused(new SessionCommand.Reserve(review("ada"))));
    assertEquals(List.of(), sessionScenario.does(CANCEL));
    sessionScenario.ready("ada");
    assertEquals(EndReason.SESSION_CANCELLED, sessionScenario.end().reason());

    assertEquals(RunResult.CANCELLED, sessionScenario.session().run().ended().result());
    assertEquals(SessionOutcome.ABORTED, sessionScenario.session().finalized().outcome());
    assertTrue(sessionScenario.session().rounds().getLast().votes().containsKey("ada"));
    assertEquals(List.of(), sessionScenario.session().openCalls());
  }

  private static CallReservation review(String peer) {
    return SessionScenario.reservation(peer, CallPurpose.REVIEW);
  }

  @Test
  void anAcceptedCancelComesBeforeEveryOtherEnd() {
    SessionScenario sessionScenario =
        SessionScenario.ship().run().round().ready("ada", "bob", "cy").count();
    sessionScenario.does(CANCEL);

    sessionScenario.does(new SessionCommand.EndRun(EndReason.UNANIMOUS_READY, null));

    assertEquals(EndReason.SESSION_CANCELLED, sessionScenario.session().finalized().reason());
    assertEquals("enough", sessionScenario.session().finalized().detail());
    assertNull(sessionScenario.session().finalized().finalText());
  }

  @Test
  void aCancelNeverWinsAgainstAFinishedOutcome() {
    SessionScenario sessionScenario =
        SessionScenario.ship().run().round().ready("ada", "bob", "cy").count();
    sessionScenario.end();

    long end = sessionScenario.session().seq();
    sessionScenario.does(CANCEL);

    assertEquals(end, sessionScenario.session().seq());
    assertFalse(sessionScenario.session().cancelRequested());
    assertEquals(SessionOutcome.CONVERGED, sessionScenario.session().finalized().outcome());
  }

  @Test
  void nobodyEndsARunAsCancelledWithoutACancel() {
    SessionScenario sessionScenario = SessionScenario.ship().run();

    assertEquals(
        "cancel_not_requested",
        sessionScenario.refused(new SessionCommand.EndRun(EndReason.SESSION_CANCELLED, null)));
    assertEquals(
        "wrong_reason",
        sessionScenario.refused(new SessionCommand.EndRun(EndReason.IDLE_SWEPT, null)));
  }

  @Test
  void closingByHandCannotApprove() {
    SessionScenario sessionScenario = SessionScenario.ship();

    assertEquals(
        "not_unanimous",
        sessionScenario.refused(close(SessionOutcome.CONVERGED, EndReason.IDLE_SWEPT)));
    assertEquals(
        "wrong_reason",
        sessionScenario.refused(close(SessionOutcome.MAX_ROUNDS, EndReason.IDLE_SWEPT)));
    sessionScenario.run();
    assertEquals(
        "run_already_running",
        sessionScenario.refused(close(SessionOutcome.ABORTED, EndReason.IDLE_SWEPT)));
    sessionScenario.does(new SessionCommand.EndRun(EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY, null));
    sessionScenario.does(close(SessionOutcome.MAX_ROUNDS, EndReason.IDLE_SWEPT));
    assertEquals(SessionOutcome.MAX_ROUNDS, sessionScenario.session().finalized().outcome());
  }

  private static SessionCommand close(SessionOutcome sessionOutcome, EndReason endReason) {
    return new SessionCommand.Finalize(sessionOutcome, endReason, null);
  }

  @Test
  void aClosedSessionTakesNotesUpToABound() {
    SessionScenario sessionScenario =
        SessionScenario.of(RunMode.SHIP, Samples.panel(), new ReviewLimits(8, 2, 60, null, 100, 9));
    sessionScenario.does(CANCEL);

    assertEquals(
        "session_already_finalized",
        sessionScenario.refused(new SessionCommand.Escalate("look", EscalationSeverity.INFO)));
    while (sessionScenario.session().seq() < 1_100) {
      sessionScenario.does(NOTE);
    }
    assertEquals("session_limit", sessionScenario.refused(NOTE));
  }

  @Test
  void aFullJournalEndsTheRunAndClosesTheSession() {
    SessionScenario sessionScenario =
        SessionScenario.of(RunMode.SHIP, Samples.panel(), new ReviewLimits(8, 2, 60, null, 100, 9))
            .run();
    while (sessionScenario.session().seq() < 100) {
      sessionScenario.does(NOTE);
    }

    assertEquals("session_limit", sessionScenario.refused(NOTE));
    assertEquals(
        "session_limit",
        sessionScenario.refused(SessionScenario.startRound(List.of("ada", "bob", "cy"))));
    assertEquals(EndReason.SESSION_LIMIT, sessionScenario.end().reason());
    assertTrue(sessionScenario.session().closed());
  }

  @Test
  void aKeyRemembersWhatItsCommandDid() {
    SessionScenario sessionScenario = SessionScenario.review();
    String cmd = "key~0123456789abcdef";

    sessionScenario.does(SessionScenario.startRun("r1", null, VerdictStatus.READY), cmd);

    Session.CommandMemo memo = sessionScenario.session().memo("key").orElseThrow();
    assertEquals("r1", memo.subject());
    assertEquals("0123456789abcdef", memo.content());
    assertEquals(sessionScenario.session().seq(), memo.lastSeq());
    assertTrue(sessionScenario.session().memo("other").isEmpty());
  }

  @Test
  void theLastKeysAreKeptAndOlderOnesForgotten() {
    SessionScenario sessionScenario = SessionScenario.review();

    for (int i = 0; i < 3 * Session.COMMANDS_KEPT; i++) {
      sessionScenario.does(
          new SessionCommand.Append("note", "n" + i), "k" + i + "~0123456789abcdef");
    }

    assertTrue(sessionScenario.session().memo("k" + (2 * Session.COMMANDS_KEPT)).isPresent());
    assertFalse(sessionScenario.session().memo("k0").isPresent());
    assertTrue(sessionScenario.session().commands().size() < 2 * Session.COMMANDS_KEPT);
  }
}
