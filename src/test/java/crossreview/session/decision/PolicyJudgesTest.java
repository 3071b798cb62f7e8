package crossreview.session.decision;

import static crossreview.session.decision.JudgeScenario.PANEL;
import static crossreview.session.decision.JudgeScenario.answered;
import static crossreview.session.decision.JudgeScenario.asked;
import static crossreview.session.decision.JudgeScenario.material;
import static crossreview.session.decision.JudgeScenario.no;
import static crossreview.session.decision.JudgeScenario.ruled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.JudgePlan;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.RunMode;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.session.script.NextStep;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judges that a policy asks by itself. */
class PolicyJudgesTest {
  static SessionScenario judged(JudgeMode mode, String... judges) {
    PolicyRules rules =
        RulesBuilder.unanimous().judges(new JudgePlan(mode, List.of(judges))).build();
    SessionCommand.Open open = Samples.open(RunMode.REVIEW, PANEL, Samples.LIMITS);
    SessionScenario sessionScenario = SessionScenario.none();
    sessionScenario.does(
        new SessionCommand.Open(
            open.task(),
            null,
            open.petitioner(),
            open.mode(),
            new PolicyRef("p", 1, open.settingsDigest(), rules),
            PANEL,
            open.limits(),
            open.settingsDigest(),
            SessionOrigin.NONE));
    sessionScenario.does(Samples.submit("text"));
    return sessionScenario;
  }

  @Test
  void aPolicysJudgesAreAskedByThemselvesBeforeTheNextRoundAndNotTwice() {
    SessionScenario sessionScenario =
        material(asked(judged(JudgeMode.SHADOW, "bob"), "Show the log."));
    sessionScenario.run();
    assertInstanceOf(NextStep.PassStep.class, sessionScenario.next());
    sessionScenario.does(new SessionCommand.AskJudges());
    ruled(answered(sessionScenario), no("bob"));

    assertInstanceOf(
        NextStep.RoundStep.class, sessionScenario.next(), "the same material is judged once");
    assertTrue(sessionScenario.session().running());
  }

  @Test
  void aPolicysJudgeIsNotAskedAboutWhatItRaisedItself() {
    SessionScenario sessionScenario =
        material(asked(judged(JudgeMode.ACTIVE, "bob", "cy"), "Show the log."));
    sessionScenario.run();

    assertInstanceOf(NextStep.RoundStep.class, sessionScenario.next());
    assertEquals("no_judge_pass", sessionScenario.refused(new SessionCommand.AskJudges()));
  }
}
