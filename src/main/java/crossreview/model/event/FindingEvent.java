package crossreview.model.event;

import crossreview.model.ValueChecks;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.finding.WaiverKind;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.JudgePlan;
import crossreview.model.vote.JudgeOpinion;
import crossreview.model.vote.ProofRun;
import crossreview.model.vote.RulingReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The findings ledger, and the judges of its requests for evidence. */
public sealed interface FindingEvent extends SessionEvent {

  record FindingOpened(Finding finding) implements FindingEvent {}

  /**
   * A finding goes from one state to another.
   *
   * @param as in what sense it is waived
   */
  record FindingMoved(
      String finding,
      FindingState from,
      FindingState to,
      MoveMethod method,
      @Nullable String reason,
      @Nullable WaiverKind as)
      implements FindingEvent {
    public FindingMoved {
      ValueChecks.optional("reason", reason, 1_000);
    }
  }

  /**
   * Judges are asked about requests for evidence. One judge decides alone, several must agree.
   *
   * @param findings what they are asked about, in order
   * @param automatic whether the policy asked, and no person
   * @param rebuttal why the finding is wrong, in the words of who asked; the judge is its owner
   *     then. Null where judges are asked
   */
  record JudgeStarted(
      List<String> findings,
      List<String> judges,
      JudgeMode mode,
      boolean automatic,
      @Nullable String rebuttal)
      implements FindingEvent {
    /** A prompt has room for it, and a line of the journal. */
    public static final int REBUTTAL_MAX = 2_000;

    /** Each costs a call per judge. */
    public static final int FINDINGS_MAX = 4;

    public JudgeStarted {
      findings = ValueChecks.list(findings);
      judges = ValueChecks.list(judges);
      ValueChecks.within("findings", findings.size(), 1, FINDINGS_MAX);
      ValueChecks.optional("rebuttal", rebuttal, REBUTTAL_MAX);
      ValueChecks.within("judges", judges.size(), 1, JudgePlan.PEERS_MAX);
    }
  }

  /**
   * All judges of a finding have answered or failed. A promoted finding moves in the same unit.
   *
   * @param reason why it was promoted or not
   * @param proof the program that was run about it; null where judges ruled, and where none ran
   */
  record JudgeRuled(
      String finding,
      List<JudgeOpinion> judges,
      JudgeMode mode,
      boolean promoted,
      RulingReason reason,
      @Nullable ProofRun proof)
      implements FindingEvent {
    public JudgeRuled {
      judges = ValueChecks.list(judges);
      ValueChecks.within("judges", judges.size(), 1, JudgePlan.PEERS_MAX);
    }
  }
}
