package crossreview.session.decision;

import static crossreview.session.decision.JudgeScenario.active;
import static crossreview.session.decision.JudgeScenario.asked;
import static crossreview.session.decision.JudgeScenario.material;
import static crossreview.session.decision.JudgeScenario.pass;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPurpose;
import crossreview.model.call.FailureClass;
import crossreview.model.policy.JudgeMode;
import crossreview.model.run.RunMode;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.CallEligibility;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a peer or a judge is not to be asked now, in words. */
class AskRefusalsTest {
  @Test
  void whereTheRunRotatesNobodyIsAskedForAReview() {
    SessionScenario sessionScenario =
        SessionScenario.of(RunMode.CIRCULAR, Samples.panel(), Samples.LIMITS).run();
    String rotator = RotationRulesTest.begin(sessionScenario);

    assertEquals(
        rotator + " is not to review now: the run rotates",
        sessionScenario.told(
            new SessionCommand.Reserve(SessionScenario.reservation(rotator, CallPurpose.REVIEW))));
  }

  private final SessionScenario sessionScenario = SessionScenario.ship().run().round();

  private static SessionCommand reserve(String peer, CallPurpose callPurpose) {
    return new SessionCommand.Reserve(SessionScenario.reservation(peer, callPurpose));
  }

  private void isTold(String why, String peer, CallPurpose callPurpose) {
    String told = sessionScenario.told(reserve(peer, callPurpose));
    assertTrue(told.contains(why), told);
  }

  @Test
  void aVoterIsAskedOnceAtATimeAndNotForWhatIsOnDisk() {
    isTold("a call to it is under way", "ada", CallPurpose.REVIEW);
    isTold("it is not on the round's panel", "nobody", CallPurpose.REVIEW);
    isTold("it has no unread answer", "ada", CallPurpose.REPAIR);
    isTold("it has no unread answer", "ada", CallPurpose.CITE);
    isTold("the run does not rotate", "ada", CallPurpose.ROTATE);
    isTold("no judges are asked", "ada", CallPurpose.JUDGE);
    sessionScenario.does(sessionScenario.settle("ada", new AnswerMeaning.UnreadAnswer()));
    isTold("its answer is on disk", "ada", CallPurpose.REVIEW);
    sessionScenario.ready("bob");
    for (CallPurpose callPurpose :
        List.of(CallPurpose.REVIEW, CallPurpose.REPAIR, CallPurpose.CITE, CallPurpose.ROTATE)) {
      isTold("it voted or is out of the round", "bob", callPurpose);
    }
  }

  @Test
  void citationsAreSentBackOnce() {
    sessionScenario.does(sessionScenario.settle("ada", new AnswerMeaning.UnreadAnswer()));
    sessionScenario.ask("ada", CallPurpose.CITE);
    sessionScenario.does(new SessionCommand.Release(sessionScenario.call("ada"), "not sent"));
    sessionScenario.ask("ada", CallPurpose.CITE);
    sessionScenario.does(sessionScenario.fail("ada", FailureClass.TIMEOUT, "total"));

    isTold("its citations were sent back already", "ada", CallPurpose.CITE);
    assertFalse(sessionScenario.lastRound().decided("ada"), "the vote stands without them");
  }

  @Test
  void anAuthorIsAskedInItsTurnAboutADividedRound() {
    isTold("the last round is not divided", "rex", CallPurpose.REVISE);
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob", "cy").count();
    isTold("round 1 is counted", "ada", CallPurpose.REVIEW);
    isTold("another author writes", "sam", CallPurpose.REVISE);
    sessionScenario.ask("rex", CallPurpose.REVISE);
    isTold("a call to it is under way", "rex", CallPurpose.REVISE);
    AnswerMeaning draft =
        new AnswerMeaning.RevisionAnswer(Samples.artifact("text with an end"), List.of());
    sessionScenario.does(sessionScenario.settle("rex", draft));
    isTold("the artifact is revised already", "rex", CallPurpose.REVISE);
  }

  @Test
  void anAuthorIsNotAskedAboutARoundThatEndsTheRun() {
    sessionScenario.does(sessionScenario.fail("ada", FailureClass.SCHEMA, "unparsable"));
    sessionScenario.ready("bob", "cy").count();

    isTold("the run ends, handed_back", "rex", CallPurpose.REVISE);
  }

  @Test
  void anAuthorOfUnknownFateIsAskedOnceMore() {
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.ready("bob", "cy").count().ask("rex", CallPurpose.REVISE);
    assertEquals(new NextStep.WaitStep(List.of("c4")), sessionScenario.next());
    sessionScenario.does(new SessionCommand.Recover("other"));
    assertEquals(new NextStep.RevisionStep("rex"), sessionScenario.next());
    sessionScenario.ask("rex", CallPurpose.REVISE);
    sessionScenario.does(new SessionCommand.Recover("third"));

    isTold("the fate of its calls is unknown", "rex", CallPurpose.REVISE);
    assertEquals(
        "no author of the draw returned a usable revision",
        assertInstanceOf(NextStep.EndStep.class, sessionScenario.next()).detail());
  }

  @Test
  void aPeerThatWasReservedTooOftenIsLeftAlone() {
    for (int i = 0; i <= CallEligibility.RELEASES_MAX; i++) {
      sessionScenario.does(new SessionCommand.Release(sessionScenario.call("ada"), "not sent"));
      if (i < CallEligibility.RELEASES_MAX) {
        sessionScenario.ask("ada", CallPurpose.REVIEW);
      }
    }

    isTold("it was reserved too often without being asked", "ada", CallPurpose.REVIEW);
  }

  private static SessionCommand judges(String judge, String finding) {
    return new SessionCommand.ReserveJudges(
        List.of(SessionScenario.reservation(judge, CallPurpose.JUDGE).about(finding)));
  }

  @Test
  void aJudgeIsAskedOnceAboutEachItemOfThePass() {
    SessionScenario judged = material(asked("Show the log.", "Show a test."));
    judged.does(pass(JudgeMode.ACTIVE, List.of("f1"), "bob", "dee"));

    assertEquals(
        "bob was not asked to judge f2 now: it is not among [f1]",
        judged.told(judges("bob", "f2")));
    assertEquals(
        "cy was not asked to judge f1 now: the judges are [bob, dee]",
        judged.told(judges("cy", "f1")));
    judged.does(judges("bob", "f1"));
    assertEquals(
        "bob was not asked to judge f1 now: a call to it is under way",
        judged.told(judges("bob", "f1")));
    judged.does(judged.settle("bob", new AnswerMeaning.UnreadAnswer()));
    assertEquals(
        "bob was not asked to judge f1 now: it answered or failed",
        judged.told(judges("bob", "f1")));
    judged.does(judges("dee", "f1"));
    judged.does(judged.fail("dee", FailureClass.TIMEOUT, "total"));
    assertEquals(
        "dee was not asked to judge f1 now: it answered or failed",
        judged.told(judges("dee", "f1")));
  }

  @Test
  void aJudgeOfUnknownFateIsAskedOnceMore() {
    SessionScenario judged = material(asked("Show the log."));
    judged.does(active("bob"));
    judged.does(judges("bob", "f1"));
    judged.does(new SessionCommand.Recover("other"));
    judged.does(judges("bob", "f1"));
    judged.does(new SessionCommand.Recover("third"));

    assertEquals(
        "bob was not asked to judge f1 now: the fate of its calls is unknown",
        judged.told(judges("bob", "f1")));
    assertInstanceOf(NextStep.RulingStep.class, judged.next());
  }

  @Test
  void aJudgeThatWasReservedTooOftenIsLeftAlone() {
    SessionScenario judged = material(asked("Show the log."));
    judged.does(active("bob"));
    for (int i = 0; i <= CallEligibility.RELEASES_MAX; i++) {
      judged.does(judges("bob", "f1"));
      assertInstanceOf(NextStep.WaitStep.class, judged.next());
      judged.does(new SessionCommand.Release(judged.call("bob"), "not sent"));
    }

    assertEquals(
        "bob was not asked to judge f1 now: it was reserved too often without being asked",
        judged.told(judges("bob", "f1")));
  }

  @Test
  void anItemIsNotRuledOnWhileAJudgeIsAskedAboutIt() {
    SessionScenario judged = material(asked("Show the log.", "Show a test."));
    judged.does(active("bob"));
    judged.does(judges("bob", "f1"));
    judged.does(judged.settle("bob", new AnswerMeaning.UnreadAnswer()));
    judged.does(judges("bob", "f2"));

    NextStep.RulingStep ruling = assertInstanceOf(NextStep.RulingStep.class, judged.next());
    assertEquals("f1", ruling.finding());
    String told =
        judged.told(new SessionCommand.Rule("f2", List.of(JudgeScenario.yes("bob")), null));
    assertTrue(told.contains("a call is under way, or none was"), told);
  }
}
