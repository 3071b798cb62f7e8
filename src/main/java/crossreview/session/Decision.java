package crossreview.session;

import crossreview.model.Problem;
import crossreview.model.event.SessionEvent;
import java.util.List;

/** The decider's answer. */
public sealed interface Decision {
  /** The events of the command's unit; empty when there is nothing left to do. */
  record Accepted(List<SessionEvent> events) implements Decision {}

  /** The command changes nothing. */
  record Declined(Problem problem) implements Decision {}
}
