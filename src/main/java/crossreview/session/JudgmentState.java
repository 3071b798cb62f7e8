package crossreview.session;

import crossreview.collection.PersistentVector;
import crossreview.model.Digest;
import crossreview.model.event.FindingEvent.JudgeRuled;
import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.model.policy.JudgeMode;
import crossreview.model.vote.ProofRun;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What judges are asked, and what they ruled. Immutable.
 *
 * @param pass what they are asked now; null while they are asked nothing
 * @param rulings all of them, in order
 */
public record JudgmentState(@Nullable PassState pass, PersistentVector<JudgeRuling> rulings) {
  static final JudgmentState NONE = new JudgmentState(null, PersistentVector.of());

  /** The pass of judges who are asked now, which there is. */
  public PassState underWay() {
    if (pass == null) {
      throw new IllegalStateException("no judge is asked now");
    }
    return pass;
  }

  /**
   * Judges under way.
   *
   * @param left the findings that are not ruled on yet, in order
   * @param callsBefore how many calls the session had when it began
   * @param rebuttal why the finding is wrong, where its owner is asked; null for judges
   */
  public record PassState(
      List<String> left,
      List<String> judges,
      JudgeMode mode,
      int callsBefore,
      @Nullable String rebuttal) {
    public PassState {
      left = List.copyOf(left);
    }

    /** The calls of this pass to a judge about a finding, in order. */
    public List<LedgerCall> calls(Session session, String finding, String judge) {
      List<Map.Entry<String, LedgerCall>> all = session.calls().entries();
      return all.subList(callsBefore, all.size()).stream()
          .map(Map.Entry::getValue)
          .filter(
              ledgerCall -> ledgerCall.peer().equals(judge) && finding.equals(ledgerCall.finding()))
          .toList();
    }
  }

  /**
   * A ruling, and what was on the table.
   *
   * @param artifact the digest of the artifact
   * @param evidence how many pieces of evidence there were
   * @param round how many rounds had begun
   * @param moves how many moves the finding had made, the one of this ruling included
   * @param rebuttal what the owner of the finding was told; null where judges ruled
   */
  public record JudgeRuling(
      JudgeRuled ruled,
      String at,
      Digest artifact,
      int evidence,
      int round,
      int moves,
      @Nullable String rebuttal) {}

  JudgmentState begun(JudgeStarted started, int callsBefore) {
    return new JudgmentState(
        new PassState(
            started.findings(), started.judges(), started.mode(), callsBefore, started.rebuttal()),
        rulings);
  }

  /** One finding is ruled on; with the last one the pass is over. */
  JudgmentState ruled(JudgeRuling judgeRuling) {
    if (pass == null) {
      throw new IllegalStateException("a ruling while no judge is asked");
    }
    String finding = judgeRuling.ruled().finding();
    List<String> left = pass.left().stream().filter(id -> !id.equals(finding)).toList();
    PassState rest =
        left.isEmpty()
            ? null
            : new PassState(left, pass.judges(), pass.mode(), pass.callsBefore(), pass.rebuttal());
    return new JudgmentState(rest, rulings.plus(judgeRuling));
  }

  /** Whoever was asked is asked no more. */
  JudgmentState over() {
    return pass == null ? this : new JudgmentState(null, rulings);
  }

  /** Whether a finding was ruled on with exactly this on the table. */
  public boolean ruledOn(String finding, Digest artifact, int evidence) {
    return rulings.stream()
        .anyMatch(r ->
            r.ruled().finding().equals(finding)
                && r.artifact().equals(artifact)
                && r.evidence() == evidence);
  }

  /** What a program that was last run about a finding found, with exactly this artifact. */
  public Optional<ProofRun> proof(String finding, Digest artifact) {
    return rulings.stream()
        .filter(ruling -> ruling.ruled().finding().equals(finding))
        .filter(ruling -> ruling.artifact().equals(artifact))
        .map(ruling -> ruling.ruled().proof())
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later);
  }

  public Optional<PassState> open() {
    return Optional.ofNullable(pass);
  }
}
