package crossreview.session.rule;

import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingState;
import crossreview.model.policy.JudgePlan;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.SessionSupplement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may judge what: never the owner, and only when material came since the ask was opened. */
public final class JudgeEligibility {
  private final Session session;
  private final List<String> judges;

  public JudgeEligibility(Session session, List<String> judges) {
    this.session = session;
    this.judges = judges;
  }

  /** Refuses judges that may not judge in this session, and findings that they may not judge. */
  public List<String> checked(@Nullable List<String> wanted) {
    judges.forEach(this::checkJudge);
    if (wanted == null) {
      return chosen();
    }
    if (wanted.stream().distinct().count() > JudgeStarted.FINDINGS_MAX || wanted.isEmpty()) {
      throw JudgeProblems.items(wanted.size());
    }
    wanted.forEach(this::checkItem);
    return wanted.stream().distinct().toList();
  }

  private void checkJudge(String judge) {
    PanelMember member =
        session.panel().stream()
            .filter(m -> m.peer().equals(judge))
            .findFirst()
            .orElseThrow(() -> JudgeProblems.notOnPanel(judge, session));
    whyNot(member).ifPresent(why -> JudgeProblems.refuseJudge(judge, why));
  }

  /** No one judges what they wanted or wrote themselves. */
  private Optional<JudgeProblems.JudgeObstacle> whyNot(PanelMember member) {
    if (!member.may(PeerRole.JUDGE)) {
      return Optional.of(JudgeProblems.JudgeObstacle.ROLE);
    }
    if (member.isProver()) {
      return Optional.of(JudgeProblems.JudgeObstacle.PROVER);
    }
    if (member.peer().equals(session.opened().petitioner())) {
      return Optional.of(JudgeProblems.JudgeObstacle.PETITIONER);
    }
    return session.authors().contains(member.peer())
        ? Optional.of(JudgeProblems.JudgeObstacle.AUTHOR)
        : Optional.empty();
  }

  private void checkItem(String id) {
    LedgerFinding finding = session.findings().get(id);
    if (finding == null || finding.opened().kind() != FindingKind.EVIDENCE_REQUEST) {
      throw JudgeProblems.unknownItem(id);
    }
    if (finding.state() != FindingState.OPEN) {
      throw JudgeProblems.notOpen(id, finding.state());
    }
    if (judges.contains(finding.opened().owner())) {
      throw JudgeProblems.owner(id, finding.opened().owner());
    }
    if (!newMaterial(finding)) {
      throw JudgeProblems.noMaterial(id, finding.opened().openedRound());
    }
  }

  private List<String> chosen() {
    List<LedgerFinding> open = open();
    List<String> fit =
        open.stream()
            .filter(finding -> !judges.contains(finding.opened().owner()))
            .filter(this::newMaterial)
            .map(finding -> finding.opened().id())
            .limit(JudgeStarted.FINDINGS_MAX)
            .toList();
    if (fit.isEmpty()) {
      throw JudgeProblems.nothing(open.stream().map(f -> f.opened().id()).toList());
    }
    return fit;
  }

  private List<LedgerFinding> open() {
    return session.findings().values().stream()
        .filter(finding -> finding.opened().kind() == FindingKind.EVIDENCE_REQUEST)
        .filter(finding -> finding.state() == FindingState.OPEN)
        .filter(finding -> !Panel.isTrial(session, finding.opened().owner()))
        .toList();
  }

  /** Whether the artifact is another one, or evidence came, since the round that opened it. */
  private boolean newMaterial(LedgerFinding finding) {
    Round round = session.rounds().get(finding.opened().openedRound() - 1);
    return !round.artifact().equals(session.current().sha256())
        || session.supplement().evidence().size() > round.evidence();
  }

  /** What the policy's judges are asked by themselves: nothing twice about the same material. */
  public static List<String> automatic(Session session) {
    JudgePlan plan = session.policy().rules().judges();
    if (plan == null || session.findings().isEmpty()) {
      return List.of();
    }
    JudgeEligibility judgeEligibility = new JudgeEligibility(session, plan.peers());
    boolean all =
        plan.peers().stream()
            .allMatch(judge ->
                session.panel().stream()
                    .filter(member -> member.peer().equals(judge))
                    .anyMatch(member -> judgeEligibility.whyNot(member).isEmpty()));
    if (!all) {
      return List.of();
    }
    return judgeEligibility.open().stream()
        .filter(finding -> !plan.peers().contains(finding.opened().owner()))
        .filter(judgeEligibility::newMaterial)
        .map(finding -> finding.opened().id())
        .filter(id -> !ruledOn(session, id))
        .limit(JudgeStarted.FINDINGS_MAX)
        .toList();
  }

  private static boolean ruledOn(Session session, String finding) {
    SessionSupplement sessionSupplement = session.supplement();
    return sessionSupplement
        .judgments()
        .ruledOn(finding, session.current().sha256(), sessionSupplement.evidence().size());
  }
}
