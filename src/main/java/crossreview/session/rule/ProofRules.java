package crossreview.session.rule;

import crossreview.model.ReviewProblem;
import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingState;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.policy.ProofPlan;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.session.JudgmentState.JudgeRuling;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which findings a program is run about, among the files as the change leaves them.
 *
 * <p>Rule of the vote: where the policy requires proofs, a blocking defect that the program was run
 * about and did not confirm does not block, for exactly the text that it was run on. One that it
 * could not be run about blocks as before: silence is no proof of anything. Nothing of a change
 * that comes from a fork is executed.
 */
public final class ProofRules {
  private ProofRules() {}

  /** Whether a member of the panel is run about findings. */
  public static boolean isProver(Session session, List<String> judges) {
    return judges.size() == 1
        && session.panel().stream()
            .anyMatch(member -> member.peer().equals(judges.getFirst()) && member.isProver());
  }

  /** Why nothing can be executed about the current artifact, as a clause; empty if it can. */
  public static Optional<String> obstacle(Session session) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    ChangeIdentity change = submitted == null ? null : submitted.change();
    if (change == null) {
      return Optional.of("the review does not come from git, so there are no files to run it on");
    }
    return Boolean.TRUE.equals(change.fork())
        ? Optional.of("the change comes from a fork, of which nothing is executed")
        : Optional.empty();
  }

  /**
   * What the policy's program is run about before the last round is counted: blocking defects that
   * it was not run about with this text. All of the round is in.
   */
  public static List<String> due(Session session) {
    ProofPlan plan = session.policy().rules().proof();
    Optional<Round> round = session.lastRound().filter(last -> !last.counted() && !last.turn());
    boolean over = round.filter(last -> last.panel().stream().allMatch(last::decided)).isPresent();
    if (plan == null || !over || obstacle(session).isPresent() || !may(session, plan.peer())) {
      return List.of();
    }
    return session.findings().values().stream()
        .filter(ProofRules::provable)
        .filter(session::blocks)
        .map(finding -> finding.opened().id())
        .filter(id -> !asked(session, id, plan.peer()))
        .limit(JudgeStarted.FINDINGS_MAX)
        .toList();
  }

  /** What came of running programs about a finding, in order. */
  public static List<JudgeRuling> of(Session session, LedgerFinding finding) {
    return session.supplement().judgments().rulings().stream()
        .filter(ruling -> ruling.ruled().finding().equals(finding.opened().id()))
        .filter(ruling -> isProof(session, ruling))
        .toList();
  }

  /** Whether a program was run, or was to be: a judge rules on requests for evidence only. */
  public static boolean isProof(Session session, JudgeRuling ruling) {
    LedgerFinding finding = session.findings().at(ruling.ruled().finding());
    return ruling.rebuttal() == null && finding.opened().kind() == FindingKind.DEFECT;
  }

  private static boolean asked(Session session, String finding, String prover) {
    return session.supplement().judgments().rulings().stream()
        .filter(ruling -> ruling.ruled().finding().equals(finding))
        .filter(ruling -> ruling.artifact().equals(session.current().sha256()))
        .anyMatch(ruling -> ruling.ruled().judges().getFirst().peer().equals(prover));
  }

  private static boolean provable(LedgerFinding finding) {
    return finding.opened().kind() == FindingKind.DEFECT && finding.blocks();
  }

  private static boolean may(Session session, String prover) {
    return session.panel().stream()
        .filter(member -> member.peer().equals(prover) && member.may(PeerRole.JUDGE))
        .anyMatch(PanelMember::isProver);
  }

  /**
   * What a person wants a program to be run about.
   *
   * @param wanted null for all blocking defects that are open, as many as a pass takes
   */
  public static List<String> checked(
      Session session, String prover, @Nullable List<String> wanted) {
    obstacle(session).ifPresent(why -> refuse(prover + " is not run: " + why));
    if (!may(session, prover)) {
      refuse(prover + " is on trial, and nothing that it says counts");
    }
    List<String> findings =
        wanted == null
            ? session.findings().values().stream()
                .filter(ProofRules::provable)
                .map(finding -> finding.opened().id())
                .limit(JudgeStarted.FINDINGS_MAX)
                .toList()
            : wanted.stream().distinct().toList();
    if (wanted == null && findings.isEmpty()) {
      refuse("no blocking defect is open");
    }
    if (findings.isEmpty() || findings.size() > JudgeStarted.FINDINGS_MAX) {
      throw JudgeProblems.items(findings.size());
    }
    findings.forEach(id -> check(session, id));
    return findings;
  }

  /** Refuses a peer that is asked with words. */
  public static void requireProver(Session session, String peer) {
    if (!isProver(session, List.of(peer))) {
      List<String> provers =
          session.panel().stream().filter(PanelMember::isProver).map(PanelMember::peer).toList();
      String named = provers.isEmpty() ? "its panel has none" : "its panel has " + provers;
      refuse(peer + " is no program of this session that is run about findings; " + named);
    }
  }

  private static void check(Session session, String id) {
    LedgerFinding finding = session.findings().get(id);
    if (finding == null || finding.opened().kind() != FindingKind.DEFECT) {
      refuse("no defect has the id \"" + id + "\"");
    } else if (finding.state() != FindingState.OPEN) {
      refuse("finding " + id + " is " + finding.state().wireName() + " already");
    }
  }

  private static void refuse(String why) {
    throw ReviewProblem.CANNOT_BE_PROVED.exception(why);
  }
}
