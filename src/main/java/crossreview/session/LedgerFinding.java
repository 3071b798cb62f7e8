package crossreview.session;

import crossreview.model.event.FindingEvent;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import java.util.List;

/** A finding as it is: what was opened, where it is now, and every move with its stamp. */
public record LedgerFinding(Finding opened, FindingState state, List<FindingMove> moves) {

  /**
   * One move.
   *
   * @param round how many rounds had begun
   */
  public record FindingMove(String at, String by, int round, FindingEvent.FindingMoved moved) {}

  /** How many rounds had begun when it came to where it is. */
  public int settledAfter() {
    return moves.isEmpty() ? opened.openedRound() : moves.getLast().round();
  }

  /** Whether a person or a judge settled it, and not its owner. */
  public boolean ruled() {
    return state != FindingState.OPEN
        && !moves.isEmpty()
        && moves.getLast().moved().method() != MoveMethod.OWNER;
  }

  /** Whether it is open and meant to block; {@link Session#blocks} says whether it does. */
  public boolean blocks() {
    return state == FindingState.OPEN && opened.severity() == FindingSeverity.BLOCKING;
  }
}
