package crossreview.review;

import crossreview.model.policy.JudgeMode;
import crossreview.session.command.SessionCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask about which requests for evidence.
 *
 * @param findings null for those that can be judged
 * @param consensus whether several judges must agree, else one is asked
 * @param rebuttal why a finding is wrong, for its owner; null where judges are asked
 */
public record JudgeRequest(
    List<String> judges,
    @Nullable List<String> findings,
    JudgeMode mode,
    boolean consensus,
    @Nullable String rebuttal) {
  /** Judges are asked. */
  public JudgeRequest(
      List<String> judges, @Nullable List<String> findings, JudgeMode mode, boolean consensus) {
    this(judges, findings, mode, consensus, null);
  }

  /** What begins the run in which they are asked. */
  SessionCommand command(String run) {
    return new SessionCommand.StartJudging(run, judges, findings, mode, consensus, rebuttal);
  }

  /** The owner of a finding is asked about it again. */
  public static JudgeRequest rebuttal(String owner, String finding, String why) {
    return new JudgeRequest(List.of(owner), List.of(finding), JudgeMode.ACTIVE, false, why);
  }
}
