package crossreview.session.decision;

import static crossreview.session.decision.JudgeScenario.active;
import static crossreview.session.decision.JudgeScenario.asked;
import static crossreview.session.decision.JudgeScenario.material;
import static crossreview.session.decision.JudgeScenario.pass;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.finding.WaiverKind;
import crossreview.model.policy.JudgeMode;
import crossreview.model.run.EndReason;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may judge what, at each limit, and what is said about it. */
class JudgeChoiceTest {
  @Test
  void fourItemsAreJudgedAtMostAndAtLeastOne() {
    SessionScenario sessionScenario = material(asked("a", "b", "c", "d", "e"));

    assertEquals(
        "a pass takes 1 to 4 items, given were 0",
        sessionScenario.told(pass(JudgeMode.ACTIVE, List.of(), "bob")));
    sessionScenario.does(pass(JudgeMode.ACTIVE, List.of("f1", "f2", "f3", "f5", "f5"), "bob"));

    assertEquals(
        List.of("f1", "f2", "f3", "f5"),
        sessionScenario.session().supplement().judgments().pass().left());
  }

  @Test
  void anAuthorOfADraftJudgesNothing() {
    PanelMember rex =
        new PanelMember(
            "rex", "scripted", "m1", "scripted", List.of(PeerRole.AUTHOR, PeerRole.JUDGE));
    List<PanelMember> panel =
        List.of(Samples.reviewer("ada"), Samples.reviewer("bob"), Samples.reviewer("cy"), rex);
    SessionScenario sessionScenario = SessionScenario.of(RunMode.SHIP, panel, Samples.LIMITS);
    sessionScenario.run().round();
    sessionScenario.vote("cy", EvidenceChecklistTest.asks("Show the log."));
    sessionScenario.ready("ada", "bob").count().revise("rex", "text 2");
    sessionScenario.does(new SessionCommand.EndRun(EndReason.HANDED_BACK, null));

    assertEquals(
        "rex cannot judge: it wrote a draft of the session", sessionScenario.told(active("rex")));
  }

  @Test
  void aRefusedJudgeIsToldThePanel() {
    SessionScenario sessionScenario = material(asked("Show the log."));

    assertEquals(
        "eve is not on the panel, which is [ada, bob, cy, dee, rex]",
        sessionScenario.told(active("eve")));
    assertEquals(
        "ada cannot judge: it does not have the role judge (peers[].roles)",
        sessionScenario.told(active("ada")));
  }

  @Test
  void whereThereIsNothingToJudgeTheOpenItemsAreNamed() {
    SessionScenario sessionScenario = asked("Show the log.", "Show a test.");
    sessionScenario.does(new SessionCommand.Waive("f2", WaiverKind.REJECTED, "no"));

    assertEquals(
        "of the open items [f1] none has new material and another owner",
        sessionScenario.told(active("bob")));
    sessionScenario.does(new SessionCommand.Waive("f1", WaiverKind.REJECTED, "no"));
    assertEquals("no item of the evidence checklist is open", sessionScenario.told(active("bob")));
  }

  @Test
  void adviceAndDefectsAreNotJudged() {
    SessionScenario sessionScenario =
        SessionScenario.of(RunMode.REVIEW, JudgeScenario.PANEL, Samples.LIMITS);
    sessionScenario.run().round().ready("ada", "bob", "dee");
    sessionScenario.vote("cy", Samples.notReady("no end"));
    sessionScenario.count().end();
    material(sessionScenario);

    assertEquals("no item of the evidence checklist is open", sessionScenario.told(active("bob")));
    assertEquals(
        "evidence_checklist_item_not_found",
        sessionScenario.refused(pass(JudgeMode.ACTIVE, List.of("f1"), "bob")));
  }

  @Test
  void aPetitionerDoesNotJudge() {
    SessionCommand.Open open = Samples.open(RunMode.REVIEW, JudgeScenario.PANEL, Samples.LIMITS);
    SessionScenario sessionScenario = SessionScenario.none();
    sessionScenario.does(
        new SessionCommand.Open(
            open.task(),
            null,
            "bob",
            open.mode(),
            open.policy(),
            open.panel(),
            open.limits(),
            open.settingsDigest(),
            SessionOrigin.NONE));
    sessionScenario.does(Samples.submit("text"));
    sessionScenario.run().round().ready("ada", "dee");
    sessionScenario.vote("cy", EvidenceChecklistTest.asks("Show the log."));
    sessionScenario.count().end();
    material(sessionScenario);

    assertEquals("judge_is_petitioner", sessionScenario.refused(active("bob")));
  }

  @Test
  void newMaterialAfterARulingIsAskedAboutAgain() {
    SessionScenario sessionScenario =
        material(asked(PolicyJudgesTest.judged(JudgeMode.SHADOW, "bob"), "Show the log."));
    sessionScenario.run().does(new SessionCommand.AskJudges());
    JudgeScenario.ruled(JudgeScenario.answered(sessionScenario), JudgeScenario.no("bob"));
    assertEquals("no_judge_pass", sessionScenario.refused(new SessionCommand.AskJudges()));

    sessionScenario.does(JudgeScenario.evidence("another log"));

    assertInstanceOf(NextStep.PassStep.class, sessionScenario.next());
  }

  @Test
  void aPolicysJudgeWithoutTheRoleIsNotAsked() {
    for (String judge : List.of("ada", "eve")) {
      SessionScenario sessionScenario =
          material(asked(PolicyJudgesTest.judged(JudgeMode.SHADOW, "bob", judge), "Show it."));
      sessionScenario.run();

      assertInstanceOf(NextStep.RoundStep.class, sessionScenario.next(), judge);
    }
  }

  @Test
  void aPolicysJudgesAreAskedOnlyAboutWhatHasNewMaterial() {
    SessionScenario sessionScenario =
        asked(PolicyJudgesTest.judged(JudgeMode.SHADOW, "bob"), "Show the log.");
    sessionScenario.does(Samples.submit("another text"));
    sessionScenario.run().does(new SessionCommand.AskJudges());
    assertTrue(sessionScenario.session().supplement().judgments().open().isPresent());

    SessionScenario unchanged =
        asked(PolicyJudgesTest.judged(JudgeMode.SHADOW, "bob"), "Show the log.");
    unchanged.does(new SessionCommand.Constrain("be brief"));
    unchanged.run();
    assertEquals("no_judge_pass", unchanged.refused(new SessionCommand.AskJudges()));
  }
}
