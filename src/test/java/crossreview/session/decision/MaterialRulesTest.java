package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.event.CallEvent.FallbackTaken;
import crossreview.model.event.ImportedParts;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.LifecycleEvent.BudgetWarned;
import crossreview.model.event.RunEvent.RunEnded;
import crossreview.model.event.SessionEvent;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.material.SecretMatch;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.SessionSupplement;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Evidence, contests, warnings and what comes from elsewhere. */
class MaterialRulesTest {
  private static final SessionCommand CANCEL = new SessionCommand.RequestCancel("enough");

  private static SessionCommand.AttachEvidence evidence(String text, String label, String by) {
    Artifact artifact = new Artifact(Digest.of(text), text.length(), "text/plain", label);
    return new SessionCommand.AttachEvidence(
        artifact, EvidenceKind.FILE, null, null, null, "test", by, null);
  }

  @Test
  void twoTextsUnderOneLabelInTheSameMomentAreBothKept() {
    SessionScenario sessionScenario = SessionScenario.ship();

    sessionScenario.does(evidence("one", "log", "caller"));
    sessionScenario.does(evidence("two", "log", "caller"));

    List<SessionSupplement.EvidenceRecord> kept = sessionScenario.session().supplement().evidence();
    assertEquals(2, kept.size());
    assertEquals(Digest.of("one"), kept.getFirst().attached().artifact().sha256());
    assertEquals("test", kept.getFirst().by());
  }

  @Test
  void whatLooksLikeASecretInEvidenceIsKeptWithIt() {
    SessionScenario sessionScenario = SessionScenario.ship();
    SessionCommand.AttachEvidence log = evidence("key", "log", "caller");
    List<SecretMatch> found = List.of(new SecretMatch("AWS access key", 1));

    sessionScenario.does(
        new SessionCommand.AttachEvidence(
            log.artifact(), log.kind(), null, null, null, log.origin(), log.by(), found));

    assertEquals(
        found,
        sessionScenario.session().supplement().evidence().getFirst().attached().secretsFound());
  }

  @Test
  void theSameTextFromTheSameHandIsNoNews() {
    SessionScenario sessionScenario = SessionScenario.ship();
    sessionScenario.does(evidence("one", "log", "test"));

    assertEquals(List.of(), sessionScenario.does(evidence("one", "log", "test")));
    assertEquals(1, sessionScenario.does(evidence("one", "log", "somebody else")).size());
  }

  @Test
  void moreEvidenceThanEveryPeerCanBeShownIsRefused() {
    SessionScenario sessionScenario = SessionScenario.ship();
    for (int i = 0; i < MaterialDecider.EVIDENCE_MAX; i++) {
      sessionScenario.does(evidence("text " + i, "log", "caller"));
    }

    assertEquals("evidence_limit", sessionScenario.refused(evidence("one more", "log", "caller")));
  }

  @Test
  void aClosedSessionTakesNoEvidence() {
    SessionScenario sessionScenario = SessionScenario.ship();
    sessionScenario.does(CANCEL);

    assertEquals(
        "session_already_finalized", sessionScenario.refused(evidence("x", "log", "caller")));
  }

  @Test
  void newEvidenceIsAReasonToAskAboutTheSameBytesAgain() {
    SessionScenario sessionScenario = SessionScenario.review().run().round();
    for (String voter : List.of("ada", "bob", "cy")) {
      sessionScenario.vote(voter, Samples.notReady("no"));
    }
    sessionScenario.count().end();
    assertEquals(EndReason.NOTHING_NEW, ended(Decider.decide(sessionScenario.session(), second())));

    sessionScenario.does(evidence("the log", "log", "caller"));

    assertNull(ended(Decider.decide(sessionScenario.session(), second())));
  }

  private static SessionCommand second() {
    return SessionScenario.startRun("r2", null, VerdictStatus.READY);
  }

  private static EndReason ended(CommandDecision commandDecision) {
    return ((CommandDecision.CommandAcceptance) commandDecision)
        .events().stream()
            .filter(RunEnded.class::isInstance)
            .map(event -> ((RunEnded) event).reason())
            .findFirst()
            .orElse(null);
  }

  @Test
  void onlyAClosedSessionIsContestedAndOnlyOnce() {
    SessionScenario sessionScenario = SessionScenario.ship();
    SessionId successor = Samples.id();
    assertEquals(
        "cannot_contest_open_session",
        sessionScenario.refused(new SessionCommand.Contest(successor, "no", null)));
    sessionScenario.does(CANCEL);

    sessionScenario.does(new SessionCommand.Contest(successor, "no", null));

    assertEquals(successor, sessionScenario.session().supplement().contest().link());
    assertEquals(
        List.of(), sessionScenario.does(new SessionCommand.Contest(successor, "no", null)));
    assertEquals(
        "session_already_contested",
        sessionScenario.refused(new SessionCommand.Contest(Samples.id(), "no", null)));
    assertEquals(SessionOutcome.ABORTED, sessionScenario.session().finalized().outcome());
  }

  private static SessionScenario paid() {
    SessionScenario sessionScenario =
        SessionScenario.of(
            RunMode.SHIP, Samples.panel(), new ReviewLimits(8, 2, 60, Money.of("1"), 1_000, 9));
    SessionCommand.StartRound free = SessionScenario.startRound(List.of("ada", "bob", "cy"));
    List<CallReservation> calls =
        free.calls().stream()
            .map(c -> SessionScenario.reservation(c.peer(), c.purpose(), Money.of("0.33")))
            .toList();
    sessionScenario.run().does(new SessionCommand.StartRound(free.prompts(), free.parts(), calls));
    return sessionScenario;
  }

  private static List<SessionEvent> lost(SessionScenario sessionScenario, String peer) {
    return sessionScenario.does(
        sessionScenario.fail(peer, FailureClass.TIMEOUT, "total", CostCertainty.UNKNOWN));
  }

  @Test
  void threeQuartersOfTheMoneyAreSaidOnce() {
    SessionScenario sessionScenario = paid();

    assertTrue(lost(sessionScenario, "ada").stream().noneMatch(BudgetWarned.class::isInstance));
    assertTrue(lost(sessionScenario, "bob").stream().noneMatch(BudgetWarned.class::isInstance));
    assertEquals(
        new BudgetWarned(Money.of("0.99"), Money.of("1"), 99),
        lost(sessionScenario, "cy").getLast());
    assertTrue(sessionScenario.session().supplement().budgetWarned());
  }

  @Test
  void aCallMayGoOnWithAnotherModelOfItsPeer() {
    SessionScenario sessionScenario = paid();
    String call = sessionScenario.call("ada");

    List<SessionEvent> events =
        sessionScenario.does(new SessionCommand.TakeFallback(call, "m2", "overloaded"));

    assertEquals(new FallbackTaken(call, "ada", "m1", "m2", "overloaded"), events.getFirst());
    assertEquals("m2", sessionScenario.session().calls().get(call).model());
    assertEquals(Money.of("0.99"), sessionScenario.session().ledger().reserved());
  }

  @Test
  void onlyAnImportedSessionSaysWhatItWasAndIsClosedAsItWas() {
    LifecycleEvent.SessionImported was =
        new LifecycleEvent.SessionImported(
            "4.1.1", null, null, 2, Money.of("0.1"), 9, "converged", "unanimous_ready", List.of());
    SessionCommand.Finalize end =
        new SessionCommand.Finalize(
            SessionOutcome.CONVERGED, EndReason.IMPORTED, "unanimous_ready");
    assertEquals(
        "not_imported",
        SessionScenario.ship().refused(new SessionCommand.Import(was, ImportedParts.NONE)));
    assertEquals("not_unanimous", SessionScenario.ship().refused(end));

    SessionScenario sessionScenario = SessionScenario.imported();
    assertEquals(
        "no_eligible_voters",
        SessionScenario.none().refused(Samples.open(RunMode.REVIEW, List.of(), Samples.LIMITS)));
    sessionScenario.does(Samples.submit("the approved text"));
    sessionScenario.does(new SessionCommand.Import(was, ImportedParts.NONE));
    sessionScenario.does(end);

    assertEquals(was, sessionScenario.session().supplement().imported().what());
    assertEquals(
        Digest.of("the approved text"), sessionScenario.session().finalized().finalText().sha256());
  }
}
