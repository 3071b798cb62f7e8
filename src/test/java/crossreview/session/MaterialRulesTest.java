package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Artifact;
import crossreview.model.Digest;
import crossreview.model.EvidenceKind;
import crossreview.model.FailureClass;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.Outcome;
import crossreview.model.Reason;
import crossreview.model.SessionId;
import crossreview.model.Spend;
import crossreview.model.Status;
import crossreview.model.event.CallEvent.FallbackTaken;
import crossreview.model.event.LifeEvent;
import crossreview.model.event.LifeEvent.BudgetWarned;
import crossreview.model.event.RunEvent.RunEnded;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Evidence, contests, warnings and what comes from elsewhere. */
class MaterialRulesTest {
  private static final Command CANCEL = new Command.RequestCancel("enough");

  private static Command.AttachEvidence evidence(String text, String label, String by) {
    Artifact artifact = new Artifact(Digest.of(text), text.length(), "text/plain", label);
    return new Command.AttachEvidence(artifact, EvidenceKind.FILE, null, null, null, "test", by);
  }

  @Test
  void twoTextsUnderOneLabelInTheSameMomentAreBothKept() {
    Play play = Play.ship();

    play.does(evidence("one", "log", "caller"));
    play.does(evidence("two", "log", "caller"));

    List<Annex.Evidence> kept = play.session().annex().evidence();
    assertEquals(2, kept.size());
    assertEquals(Digest.of("one"), kept.getFirst().attached().artifact().sha256());
    assertEquals("test", kept.getFirst().by());
  }

  @Test
  void theSameTextFromTheSameHandIsNoNews() {
    Play play = Play.ship();
    play.does(evidence("one", "log", "test"));

    assertEquals(List.of(), play.does(evidence("one", "log", "test")));
    assertEquals(1, play.does(evidence("one", "log", "somebody else")).size());
  }

  @Test
  void moreEvidenceThanEveryPeerCanBeShownIsRefused() {
    Play play = Play.ship();
    for (int i = 0; i < DecideMaterial.EVIDENCE_MAX; i++) {
      play.does(evidence("text " + i, "log", "caller"));
    }

    assertEquals("evidence_limit", play.refused(evidence("one more", "log", "caller")));
  }

  @Test
  void aClosedSessionTakesNoEvidence() {
    Play play = Play.ship();
    play.does(CANCEL);

    assertEquals("session_already_finalized", play.refused(evidence("x", "log", "caller")));
  }

  @Test
  void newEvidenceIsAReasonToAskAboutTheSameBytesAgain() {
    Play play = Play.review().run().round();
    for (String voter : List.of("ada", "bob", "cy")) {
      play.vote(voter, Samples.notReady("no"));
    }
    play.count().end();
    assertEquals(Reason.NOTHING_NEW, ended(Decider.decide(play.session(), second())));

    play.does(evidence("the log", "log", "caller"));

    assertNull(ended(Decider.decide(play.session(), second())));
  }

  private static Command second() {
    return Play.startRun("r2", null, Status.READY);
  }

  private static Reason ended(Decision decision) {
    return ((Decision.Accepted) decision)
        .events().stream()
            .filter(RunEnded.class::isInstance)
            .map(event -> ((RunEnded) event).reason())
            .findFirst()
            .orElse(null);
  }

  @Test
  void onlyAClosedSessionIsContestedAndOnlyOnce() {
    Play play = Play.ship();
    SessionId successor = Samples.id();
    assertEquals("cannot_contest_open_session", play.refused(new Command.Contest(successor, "no")));
    play.does(CANCEL);

    play.does(new Command.Contest(successor, "no"));

    assertEquals(successor, play.session().annex().contest().link());
    assertEquals(List.of(), play.does(new Command.Contest(successor, "no")));
    assertEquals(
        "session_already_contested", play.refused(new Command.Contest(Samples.id(), "no")));
    assertEquals(Outcome.ABORTED, play.session().finalized().outcome());
  }

  private static Play paid() {
    Play play = Play.of(Mode.SHIP, Samples.panel(), new Limits(8, 2, 60, Money.of("1"), 1_000, 9));
    Command.StartRound free = Play.startRound(List.of("ada", "bob", "cy"));
    List<Reservation> calls =
        free.calls().stream()
            .map(c -> Play.reservation(c.peer(), c.purpose(), Money.of("0.33")))
            .toList();
    play.run().does(new Command.StartRound(free.prompts(), free.parts(), calls));
    return play;
  }

  private static List<SessionEvent> lost(Play play, String peer) {
    return play.does(play.fail(peer, FailureClass.TIMEOUT, "total", Spend.UNKNOWN));
  }

  @Test
  void threeQuartersOfTheMoneyAreSaidOnce() {
    Play play = paid();

    assertTrue(lost(play, "ada").stream().noneMatch(BudgetWarned.class::isInstance));
    assertTrue(lost(play, "bob").stream().noneMatch(BudgetWarned.class::isInstance));
    assertEquals(new BudgetWarned(Money.of("0.99"), Money.of("1"), 99), lost(play, "cy").getLast());
    assertTrue(play.session().annex().budgetWarned());
  }

  @Test
  void aCallMayGoOnWithAnotherModelOfItsPeer() {
    Play play = paid();
    String call = play.call("ada");

    List<SessionEvent> events = play.does(new Command.TakeFallback(call, "m2", "overloaded"));

    assertEquals(new FallbackTaken(call, "ada", "m1", "m2", "overloaded"), events.getFirst());
    assertEquals("m2", play.session().calls().get(call).model());
    assertEquals(Money.of("0.99"), play.session().ledger().reserved());
  }

  @Test
  void onlyAnImportedSessionSaysWhatItWasAndIsClosedAsItWas() {
    LifeEvent.SessionImported was =
        new LifeEvent.SessionImported(
            "4.1.1", null, null, 2, Money.of("0.1"), 9, "converged", "unanimous_ready", List.of());
    Command.Finalize end =
        new Command.Finalize(Outcome.CONVERGED, Reason.IMPORTED, "unanimous_ready");
    assertEquals("not_imported", Play.ship().refused(new Command.Import(was)));
    assertEquals("not_unanimous", Play.ship().refused(end));

    Play play = Play.imported();
    assertEquals(
        "no_eligible_voters",
        Play.none().refused(Samples.open(Mode.REVIEW, List.of(), Samples.LIMITS)));
    play.does(Samples.submit("the approved text"));
    play.does(new Command.Import(was));
    play.does(end);

    assertEquals(was, play.session().annex().imported());
    assertEquals(Digest.of("the approved text"), play.session().finalized().finalText().sha256());
  }
}
