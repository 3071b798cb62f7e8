package crossreview.session;

import crossreview.model.Digest;
import crossreview.model.JudgeMode;
import crossreview.model.event.FindingEvent.JudgeRuled;
import crossreview.model.event.FindingEvent.JudgeStarted;
import java.util.List;
import java.util.Optional;

/**
 * What judges are asked, and what they ruled. Immutable.
 *
 * @param pass what they are asked now, or null
 * @param rulings all of them, in order
 */
public record Judgments(Pass pass, Series<Ruling> rulings) {
  static final Judgments NONE = new Judgments(null, Series.of());

  /**
   * Judges under way.
   *
   * @param left the findings that are not ruled on yet, in order
   * @param callsBefore how many calls the session had when it began
   */
  public record Pass(List<String> left, List<String> judges, JudgeMode mode, int callsBefore) {
    public Pass {
      left = List.copyOf(left);
    }

    /** The calls of this pass to a judge about a finding, in order. */
    public List<Call> calls(Session session, String finding, String judge) {
      return session.callsAfter(callsBefore).stream()
          .filter(call -> call.peer().equals(judge) && finding.equals(call.finding()))
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
   */
  public record Ruling(
      JudgeRuled ruled, String at, Digest artifact, int evidence, int round, int moves) {}

  Judgments begun(JudgeStarted started, int callsBefore) {
    return new Judgments(
        new Pass(started.findings(), started.judges(), started.mode(), callsBefore), rulings);
  }

  /** One finding is ruled on; with the last one the pass is over. */
  Judgments ruled(Ruling ruling) {
    String finding = ruling.ruled().finding();
    List<String> left = pass.left().stream().filter(id -> !id.equals(finding)).toList();
    Pass rest =
        left.isEmpty() ? null : new Pass(left, pass.judges(), pass.mode(), pass.callsBefore());
    return new Judgments(rest, rulings.plus(ruling));
  }

  /** Whoever was asked is asked no more. */
  Judgments over() {
    return pass == null ? this : new Judgments(null, rulings);
  }

  /** Whether a finding was ruled on with exactly this on the table. */
  boolean ruledOn(String finding, Digest artifact, int evidence) {
    return rulings.stream()
        .anyMatch(r ->
            r.ruled().finding().equals(finding)
                && r.artifact().equals(artifact)
                && r.evidence() == evidence);
  }

  public Optional<Pass> open() {
    return Optional.ofNullable(pass);
  }
}
