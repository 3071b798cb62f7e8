package crossreview.report;

import crossreview.model.Confidence;
import crossreview.model.DispositionAnswer;
import crossreview.model.MoveMethod;
import crossreview.model.Opinion;
import crossreview.model.Waiver;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.session.Judgments.Ruling;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How often one judge's rulings agree with what owners and operators decided later about the same
 * material. Pure.
 *
 * <p>Silence is no truth: a ruling counts only when the owner answered or an operator settled the
 * item afterwards. Where other material came first, the decision is about something else, and where
 * an operator deferred or rejected the item, nobody said whether it was answered.
 */
public final class JudgeRecord {
  private final String peer;
  private int opinions;
  private int failed;
  private int undecided;
  private final int[][] counts = new int[2][2]; // [judge said yes][truth is yes]
  private final Map<Confidence, int[]> byConfidence = new TreeMap<>();

  private JudgeRecord(String peer) {
    this.peer = peer;
  }

  /** The records of all judges, by name, or that of one alone where it is named. */
  public static Collection<JudgeRecord> of(List<Session> sessions, String only) {
    Map<String, JudgeRecord> records = new TreeMap<>();
    for (Session session : sessions) {
      for (Ruling ruling : session.annex().judgments().rulings()) {
        Optional<Boolean> truth = truth(session, ruling);
        for (Opinion opinion : ruling.ruled().judges()) {
          if (only == null || only.equals(opinion.peer())) {
            records.computeIfAbsent(opinion.peer(), JudgeRecord::new).count(opinion, truth);
          }
        }
      }
    }
    return records.values();
  }

  private void count(Opinion opinion, Optional<Boolean> truth) {
    opinions++;
    if (opinion.failed() != null) {
      failed++;
      return;
    }
    if (truth.isEmpty()) {
      undecided++;
      return;
    }
    boolean said = opinion.verified(); // what would have moved the item
    counts[said ? 1 : 0][truth.get() ? 1 : 0]++;
    int[] sure = byConfidence.computeIfAbsent(opinion.confidence(), c -> new int[2]);
    sure[opinion.satisfied().equals(truth.get()) ? 1 : 0]++;
  }

  /** Whether the item was answered, as somebody said who may, about what was on the table then. */
  static Optional<Boolean> truth(Session session, Ruling ruling) {
    LedgerFinding finding = session.findings().get(ruling.ruled().finding());
    String owner = finding.opened().owner();
    for (int i = ruling.round(); i < session.rounds().size(); i++) {
      Optional<Boolean> settled = settled(session, finding, ruling, i);
      if (settled.isPresent()) {
        return settled;
      }
      Round round = session.rounds().get(i);
      boolean same =
          round.artifact().equals(ruling.artifact()) && round.evidence() == ruling.evidence();
      if (!same) {
        return Optional.empty(); // whatever is said now is about something else
      }
      Optional<Boolean> said = said(round.votes().get(owner), finding.opened().id());
      if (said.isPresent()) {
        return said;
      }
    }
    return settled(session, finding, ruling, session.rounds().size());
  }

  /** What an operator decided after the ruling, while so many rounds had begun. */
  private static Optional<Boolean> settled(
      Session session, LedgerFinding finding, Ruling ruling, int rounds) {
    return finding.moves().stream()
        .skip(ruling.moves())
        .filter(move -> move.round() == rounds && move.moved().method() == MoveMethod.OPERATOR)
        .filter(move ->
            session.annex().evidence().stream()
                .skip(ruling.evidence())
                .noneMatch(piece -> piece.at().compareTo(move.at()) <= 0))
        .map(LedgerFinding.Move::moved)
        .filter(moved -> moved.as() == Waiver.SATISFIED)
        .map(moved -> true)
        .findFirst();
  }

  private static Optional<Boolean> said(BallotCast vote, String finding) {
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
    int yesRight = counts[1][1];
    int yesWrong = counts[1][0];
    int noWrong = counts[0][1];
    int noRight = counts[0][0];
    int decided = yesRight + yesWrong + noWrong + noRight;
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("judge", peer);
    tree.put("rulings", opinions);
    tree.put("failed", failed);
    tree.put("without_truth", undecided);
    tree.put("decided", decided);
    tree.put("promoted_rightly", yesRight);
    tree.put("promoted_wrongly", yesWrong);
    tree.put("held_back_rightly", noRight);
    tree.put("held_back_wrongly", noWrong);
    tree.put("agreement_percent", percent(yesRight + noRight, decided));
    tree.put("precision_percent", percent(yesRight, yesRight + yesWrong));
    tree.put("recall_percent", percent(yesRight, yesRight + noWrong));
    Map<String, Object> sure = new LinkedHashMap<>();
    byConfidence.forEach(
        (confidence, of) -> sure.put(confidence.word(), of[1] + " of " + (of[0] + of[1])));
    tree.put("right_by_confidence", sure);
    tree.values().removeIf(value -> value == null);
    return tree;
  }

  private static Integer percent(int part, int whole) {
    return whole == 0 ? null : Integer.valueOf(Math.round(100f * part / whole));
  }
}
