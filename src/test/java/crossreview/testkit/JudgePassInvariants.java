package crossreview.testkit;

import crossreview.model.finding.FindingKind;
import crossreview.model.policy.JudgeMode;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.JudgeOpinion;
import crossreview.session.JudgmentState;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What no rotation and no pass of judges may ever look like. */
final class JudgePassInvariants {
  private final Session session;
  private final List<String> broken = new ArrayList<>();

  private JudgePassInvariants(Session session) {
    this.session = session;
  }

  /** Everything that is impossible about a state after a whole unit. */
  static List<String> broken(Session session) {
    JudgePassInvariants invariants = new JudgePassInvariants(session);
    invariants.judges();
    boolean converged =
        session.closed() && session.finalized().outcome() == SessionOutcome.CONVERGED;
    if (converged && session.rounds().getLast().turn()) {
      invariants.rotated(session.rounds().getLast());
    }
    return invariants.broken;
  }

  private void never(boolean happened, String what) {
    if (happened) {
      broken.add(what);
    }
  }

  /** Each of the rotation has left exactly these bytes alone, one after the other. */
  private void rotated(Round last) {
    never(!last.artifact().equals(session.current().sha256()), "approval of other bytes");
    never(
        !session.finalized().finalText().sha256().equals(last.artifact()),
        "a final text that nobody held");
    Set<String> left = new HashSet<>();
    for (Round round : session.rounds().reversed()) {
      boolean same = round.turn() && round.artifact().equals(last.artifact());
      if (!same || !round.completed().notReady().isEmpty()) {
        break;
      }
      left.addAll(round.completed().ready());
    }
    never(!left.containsAll(session.run().draw()), "a rotation that ended without everybody");
    never(
        session.findings().values().stream().anyMatch(session::blocks),
        "rotated past an open blocking finding");
  }

  private void judges() {
    session.supplement().judgments().rulings().forEach(this::ruling);
    never(
        !session.running() && session.supplement().judgments().pass() != null, "judges of no run");
  }

  private void ruling(JudgmentState.JudgeRuling judgeRuling) {
    LedgerFinding finding = session.findings().get(judgeRuling.ruled().finding());
    List<JudgeOpinion> opinions = judgeRuling.ruled().judges();
    List<String> judges = opinions.stream().map(JudgeOpinion::peer).toList();
    never(judges.contains(finding.opened().owner()), "an owner judged its own");
    never(judges.contains(session.opened().petitioner()), "the petitioner judged");
    boolean all = opinions.stream().allMatch(JudgeOpinion::verified);
    boolean active = judgeRuling.ruled().mode() == JudgeMode.ACTIVE;
    never(judgeRuling.ruled().promoted() && !(all && active), "promoted against a judge");
    never(finding.opened().kind() != FindingKind.EVIDENCE_REQUEST, "a judge ruled on a defect");
    Round round = session.rounds().get(finding.opened().openedRound() - 1);
    boolean same = round.artifact().equals(judgeRuling.artifact());
    never(same && judgeRuling.evidence() <= round.evidence(), "judged without new material");
  }
}
