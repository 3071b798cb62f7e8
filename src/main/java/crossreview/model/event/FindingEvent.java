package crossreview.model.event;

import crossreview.model.Checks;
import crossreview.model.Finding;
import crossreview.model.FindingState;
import crossreview.model.MoveMethod;

/** The findings ledger. */
public sealed interface FindingEvent extends SessionEvent {

  record FindingOpened(Finding finding) implements FindingEvent {}

  record FindingMoved(
      String finding, FindingState from, FindingState to, MoveMethod method, String reason)
      implements FindingEvent {
    public FindingMoved {
      Checks.optional("reason", reason, 1_000);
    }
  }
}
