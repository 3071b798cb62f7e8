package crossreview.session.decision;

import crossreview.model.Problem;
import crossreview.model.event.SessionEvent;
import java.util.List;

/** The decider's answer. */
public sealed interface CommandDecision {
  /** The events of the command's unit; empty when there is nothing left to do. */
  record CommandAcceptance(List<SessionEvent> events) implements CommandDecision {}

  /** The command changes nothing. */
  record CommandRefusal(Problem problem) implements CommandDecision {}
}
