package crossreview.store;

import crossreview.model.Outcome;
import crossreview.model.Reason;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.List;

/** Where a session stands, in one word for people and programs. */
public final class SessionState {
  /** Every word, as the list filters by it. */
  public static final List<String> WORDS =
      List.of(
          "open",
          "running",
          "unanimous",
          "accepted",
          "divided",
          "inconclusive",
          "cancelled",
          "aborted",
          "damaged");

  private SessionState() {}

  public static String of(Session session) {
    if (session.running()) {
      return "running";
    }
    if (session.closed()) {
      return closed(session);
    }
    RoundCompleted count = session.lastRound().map(Round::completed).orElse(null);
    return count == null ? "open" : count.tally().word();
  }

  private static String closed(Session session) {
    if (session.finalized().outcome() == Outcome.CONVERGED) {
      return session.finalized().reason() == Reason.ACCEPTED_BY_POLICY ? "accepted" : "unanimous";
    }
    boolean cancelled = session.finalized().reason() == Reason.SESSION_CANCELLED;
    return cancelled ? "cancelled" : "aborted";
  }
}
