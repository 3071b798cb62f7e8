package crossreview.session;

import crossreview.model.Finding;
import crossreview.model.FindingState;
import crossreview.model.Severity;
import crossreview.model.event.FindingEvent;
import java.util.List;

/** A finding as it stands: what was opened, where it is now, and every move with its stamp. */
public record LedgerFinding(Finding opened, FindingState state, List<Move> moves) {

  /** One move. */
  public record Move(String at, String by, FindingEvent.FindingMoved moved) {}

  /** Whether it is open and meant to block; {@link Session#blocks} says whether it does. */
  public boolean blocks() {
    return state == FindingState.OPEN && opened.severity() == Severity.BLOCKING;
  }
}
