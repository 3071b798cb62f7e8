package crossreview.session.script;

import crossreview.model.run.EndReason;
import crossreview.session.Session;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a running review does next, decided from the session alone. A review is the loop that takes
 * each step and asks again, so continuing after a crash needs no other knowledge.
 */
public sealed interface NextStep {
  /** Begin this round: ask these voters about the current artifact. */
  record RoundStep(int round, List<String> voters) implements NextStep {}

  /** These voters of the running round have neither answered nor failed and no call is open. */
  record VoteStep(int round, List<String> voters) implements NextStep {}

  /** The same for sections of the artifact that voters of the running round have not answered. */
  record SectionStep(int round, List<SectionQuestion> questions) implements NextStep {}

  /** A voter and the number of a section that it is asked about. */
  record SectionQuestion(String voter, int section) {}

  /**
   * An answer is on disk and its meaning is not in the journal: read it. One that cannot be read
   * gets one repair turn with the same material. Of a voter with sections, all answers are on disk
   * and are read together; the call is that of its first section.
   */
  record AnswerStep(String call) implements NextStep {}

  /** Everything of the round is in: count. */
  record CountStep(int round) implements NextStep {}

  /** Ask this author for a revision. */
  record RevisionStep(String author) implements NextStep {}

  /** Begin a turn of the rotation: this peer holds the artifact. */
  record TurnStep(int round, String rotator) implements NextStep {}

  /** The rotator of the running turn has neither answered nor failed and no call is open. */
  record RotatorStep(String rotator) implements NextStep {}

  /** Ask the policy's judges before the next round, or its program before a round is counted. */
  record PassStep() implements NextStep {}

  /** Ask these judges about these findings. */
  record JudgeStep(List<JudgeQuestion> questions) implements NextStep {}

  /** A judge and the finding that it is asked about. */
  record JudgeQuestion(String finding, String judge) {}

  /** Every judge of this finding has answered or failed: rule. */
  record RulingStep(String finding, List<String> judges) implements NextStep {}

  /** Wait for the calls that are open in this process. */
  record WaitStep(List<String> calls) implements NextStep {}

  /** End the run. */
  record EndStep(EndReason reason, @Nullable String detail) implements NextStep {}

  /** Someone paused the session and no call is open: leave the run as it is. */
  record PauseStep() implements NextStep {}

  /** There is no running run. */
  record IdleStep() implements NextStep {}

  /**
   * What comes next.
   *
   * @param openHere the reserved calls whose outcome this process awaits
   * @param reaskUnknown whether a call whose fate is unknown is asked again, once
   */
  static NextStep of(Session session, Set<String> openHere, boolean reaskUnknown) {
    return new ReviewScript(session, openHere, reaskUnknown ? 1 : 0).next();
  }
}
