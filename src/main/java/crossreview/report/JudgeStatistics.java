package crossreview.report;

import crossreview.codec.ObjectCodec;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.finding.WaiverKind;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.JudgeOpinion;
import crossreview.model.vote.JudgeOpinion.JudgeAnswer;
import crossreview.session.JudgmentState.JudgeRuling;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.ProofRules;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often one judge's rulings agree with what owners and operators decided later about the same
 * material. Pure.
 *
 * <p>Silence is not truth: a ruling counts only when the owner answered or an operator settled the
 * item afterwards. Where other material came first, the decision is about something else, and where
 * an operator deferred or rejected the item, it is unknown whether it was answered.
 */
public final class JudgeStatistics {
  private static final ObjectCodec<JudgeStatistics> CODEC =
      ObjectCodec.<JudgeStatistics>object()
          .field("judge", s -> s.peer)
          .field("rulings", s -> s.opinions)
          .field("failed", s -> s.failed)
          .field("without_truth", s -> s.undecided)
          .field("decided", JudgeStatistics::decided)
          .field("promoted_rightly", s -> s.yes(true))
          .field("promoted_wrongly", s -> s.yes(false))
          .field("held_back_rightly", s -> s.no(false))
          .field("held_back_wrongly", s -> s.no(true))
          .field("agreement_percent", s -> percent(s.yes(true) + s.no(false), s.decided()))
          .field("precision_percent", s -> percent(s.yes(true), s.yes(true) + s.yes(false)))
          .field("recall_percent", s -> percent(s.yes(true), s.yes(true) + s.no(true)))
          .field("right_by_confidence", JudgeStatistics::rightByConfidence);

  private final String peer;
  private int opinions;
  private int failed;
  private int undecided;
  private final int[][] counts = new int[2][2]; // [judge said yes][truth is yes]
  private final Map<ConfidenceLevel, int[]> byConfidence = new TreeMap<>();

  private JudgeStatistics(String peer) {
    this.peer = peer;
  }

  /** The records of all judges, by name, or that of one alone where it is named. */
  public static Collection<JudgeStatistics> of(
      List<Session> sessions, @Nullable String only, @Nullable String since) {
    Map<String, JudgeStatistics> records = new TreeMap<>();
    for (Session session : sessions) {
      for (JudgeRuling judgeRuling : session.supplement().judgments().rulings()) {
        if (judgeRuling.rebuttal() != null || ProofRules.isProof(session, judgeRuling)) {
          continue; // an owner decides about its own finding, and an exit code has no opinion
        }
        if (since != null && judgeRuling.at().compareTo(since) < 0) {
          continue;
        }
        Optional<Boolean> truth = truth(session, judgeRuling);
        for (JudgeOpinion judgeOpinion : judgeRuling.ruled().judges()) {
          if (only == null || only.equals(judgeOpinion.peer())) {
            records
                .computeIfAbsent(judgeOpinion.peer(), JudgeStatistics::new)
                .count(judgeOpinion, truth);
          }
        }
      }
    }
    return records.values();
  }

  private void count(JudgeOpinion judgeOpinion, Optional<Boolean> truth) {
    opinions++;
    Optional<JudgeAnswer> answer = judgeOpinion.answer();
    if (answer.isEmpty()) {
      failed++;
      return;
    }
    if (truth.isEmpty()) {
      undecided++;
      return;
    }
    boolean said = judgeOpinion.verified(); // what would have moved the item
    counts[said ? 1 : 0][truth.get() ? 1 : 0]++;
    int[] sure = byConfidence.computeIfAbsent(answer.get().confidence(), c -> new int[2]);
    sure[answer.get().satisfied() == truth.get() ? 1 : 0]++;
  }

  /** Whether the item was answered, by a decision about the material of that time. */
  static Optional<Boolean> truth(Session session, JudgeRuling judgeRuling) {
    LedgerFinding finding = session.findings().at(judgeRuling.ruled().finding());
    String owner = finding.opened().owner();
    for (int i = judgeRuling.round(); i < session.rounds().size(); i++) {
      Optional<Boolean> settled = settled(session, finding, judgeRuling, i);
      if (settled.isPresent()) {
        return settled;
      }
      Round round = session.rounds().get(i);
      boolean same =
          round.artifact().equals(judgeRuling.artifact())
              && round.evidence() == judgeRuling.evidence();
      if (!same) {
        return Optional.empty(); // whatever is said now is about something else
      }
      Optional<Boolean> said = said(round.votes().get(owner), finding.opened().id());
      if (said.isPresent()) {
        return said;
      }
    }
    return settled(session, finding, judgeRuling, session.rounds().size());
  }

  /** What an operator decided after the ruling, while so many rounds had begun. */
  private static Optional<Boolean> settled(
      Session session, LedgerFinding finding, JudgeRuling judgeRuling, int rounds) {
    return finding.moves().stream()
        .skip(judgeRuling.moves())
        .filter(findingMove ->
            findingMove.round() == rounds && findingMove.moved().method() == MoveMethod.OPERATOR)
        .filter(findingMove ->
            session.supplement().evidence().stream()
                .skip(judgeRuling.evidence())
                .noneMatch(piece -> piece.at().compareTo(findingMove.at()) <= 0))
        .map(LedgerFinding.FindingMove::moved)
        .filter(moved -> moved.as() == WaiverKind.SATISFIED || moved.to() == FindingState.OPEN)
        .map(moved -> moved.to() != FindingState.OPEN)
        .findFirst();
  }

  private static Optional<Boolean> said(@Nullable BallotCast vote, String finding) {
    if (vote == null || !vote.names(finding)) {
      return Optional.empty();
    }
    if (vote.upholds(finding)) {
      return Optional.of(false);
    }
    return vote.dispositions().stream()
        .filter(said -> said.finding().equals(finding))
        .filter(said -> said.answer() == DispositionAnswer.RESOLVED)
        .map(said -> true)
        .findFirst(); // a withdrawn ask was neither answered nor not
  }

  /** The same as a tree for answers. */
  public Map<String, Object> tree() {
    return CODEC.tree(this);
  }

  private int yes(boolean truth) {
    return counts[1][truth ? 1 : 0];
  }

  private int no(boolean truth) {
    return counts[0][truth ? 1 : 0];
  }

  private int decided() {
    return yes(true) + yes(false) + no(true) + no(false);
  }

  private Map<ConfidenceLevel, String> rightByConfidence() {
    Map<ConfidenceLevel, String> right = new LinkedHashMap<>();
    byConfidence.forEach((level, of) -> right.put(level, of[1] + " of " + (of[0] + of[1])));
    return right;
  }

  private static @Nullable Integer percent(int part, int whole) {
    return whole == 0 ? null : Integer.valueOf(Math.round(100f * part / whole));
  }
}
