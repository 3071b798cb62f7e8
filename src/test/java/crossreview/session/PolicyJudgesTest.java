package crossreview.session;

import static crossreview.session.JudgePlay.PANEL;
import static crossreview.session.JudgePlay.answered;
import static crossreview.session.JudgePlay.asked;
import static crossreview.session.JudgePlay.material;
import static crossreview.session.JudgePlay.no;
import static crossreview.session.JudgePlay.ruled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.CitationRule;
import crossreview.model.JudgeMode;
import crossreview.model.JudgePlan;
import crossreview.model.Mode;
import crossreview.model.PolicyRef;
import crossreview.model.PolicyRule;
import crossreview.model.PolicyRules;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judges that a policy asks by itself. */
class PolicyJudgesTest {
  private static Play judged(JudgeMode mode, String... judges) {
    PolicyRules rules =
        new PolicyRules(
            PolicyRule.UNANIMOUS,
            null,
            CitationRule.REMARK,
            false,
            null,
            new JudgePlan(mode, List.of(judges)));
    Command.Open open = Samples.open(Mode.REVIEW, PANEL, Samples.LIMITS);
    Play play = Play.none();
    play.does(
        new Command.Open(
            open.task(),
            null,
            open.petitioner(),
            open.mode(),
            new PolicyRef("p", 1, open.settingsDigest(), rules),
            PANEL,
            open.limits(),
            open.settingsDigest()));
    play.does(Samples.submit("text"));
    return play;
  }

  @Test
  void aPolicysJudgesAreAskedByThemselvesBeforeTheNextRoundAndNotTwice() {
    Play play = material(asked(judged(JudgeMode.SHADOW, "bob"), "Show the log."));
    play.run();
    assertInstanceOf(NextStep.BeginJudging.class, play.next());
    play.does(new Command.AskJudges());
    ruled(answered(play), no("bob"));

    assertInstanceOf(NextStep.BeginRound.class, play.next(), "the same material is judged once");
    assertTrue(play.session().running());
  }

  @Test
  void aPolicysJudgeIsNotAskedAboutWhatItRaisedItself() {
    Play play = material(asked(judged(JudgeMode.ACTIVE, "bob", "cy"), "Show the log."));
    play.run();

    assertInstanceOf(NextStep.BeginRound.class, play.next());
    assertEquals("no_judge_pass", play.refused(new Command.AskJudges()));
  }
}
