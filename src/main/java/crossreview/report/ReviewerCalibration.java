package crossreview.report;

import crossreview.model.event.FindingEvent.FindingMoved;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.finding.WaiverKind;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often the findings of one reviewer held, by how sure it said it was when it raised them.
 *
 * <p>Truth is what owners and operators decided later: a finding held when its owner saw it fixed
 * or an operator says that it was answered; it did not when its owner withdrew it or an operator
 * rejected it. An open, deferred or only judged finding is in no figure.
 */
final class ReviewerCalibration {
  private final Map<ConfidenceLevel, int[]> counts = new TreeMap<>(); // decided, held

  /** Adds a finding of this reviewer; one that nobody decided changes nothing. */
  void add(Session session, LedgerFinding finding) {
    BallotCast vote = vote(session, finding);
    if (vote == null) {
      return;
    }
    held(finding)
        .ifPresent(held -> {
          int[] count = counts.computeIfAbsent(vote.confidence(), first -> new int[2]);
          count[0]++;
          count[1] += held ? 1 : 0;
        });
  }

  /** The vote that raised it; null where its journal has none. */
  private static @Nullable BallotCast vote(Session session, LedgerFinding finding) {
    int round = finding.opened().openedRound();
    return round < 1 || round > session.rounds().size()
        ? null
        : session.rounds().get(round - 1).votes().get(finding.opened().owner());
  }

  private static Optional<Boolean> held(LedgerFinding finding) {
    if (finding.moves().isEmpty() || finding.state() == FindingState.OPEN) {
      return Optional.empty();
    }
    FindingMoved last = finding.moves().getLast().moved();
    return switch (last.method()) {
      case MoveMethod.OWNER -> Optional.of(last.to() != FindingState.WITHDRAWN);
      case MoveMethod.JUDGE -> Optional.empty();
      case MoveMethod.OPERATOR ->
          last.as() == null || last.as() == WaiverKind.DEFERRED
              ? Optional.empty()
              : Optional.of(last.as() == WaiverKind.SATISFIED);
    };
  }

  /** By confidence: decided findings, how many of them held, and the percentage. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    counts.forEach((confidence, count) -> {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("decided", count[0]);
      figures.put("held", count[1]);
      figures.put("held_percent", count[1] * 100 / count[0]);
      tree.put(confidence.wireName(), figures);
    });
    return tree;
  }
}
