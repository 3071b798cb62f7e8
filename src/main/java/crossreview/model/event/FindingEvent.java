package crossreview.model.event;

import crossreview.model.Checks;
import crossreview.model.Finding;
import crossreview.model.FindingState;
import crossreview.model.MoveMethod;
import crossreview.model.Waiver;

/** The findings ledger. */
public sealed interface FindingEvent extends SessionEvent {

  record FindingOpened(Finding finding) implements FindingEvent {}

  /**
   * A finding goes from one state to another.
   *
   * @param as in what sense it is waived, or null
   */
  record FindingMoved(
      String finding,
      FindingState from,
      FindingState to,
      MoveMethod method,
      String reason,
      Waiver as)
      implements FindingEvent {
    public FindingMoved {
      Checks.optional("reason", reason, 1_000);
    }
  }
}
