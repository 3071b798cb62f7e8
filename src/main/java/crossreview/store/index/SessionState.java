package crossreview.store.index;

import crossreview.model.run.EndReason;
import crossreview.model.run.SessionOutcome;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.List;
import java.util.Set;

/** The state of a session, in one word for people and programs. */
public final class SessionState {
  /** Every word, as the list filters by it. */
  public static final List<String> WORDS =
      List.of(
          "open",
          "running",
          "paused",
          "unanimous",
          "accepted",
          "divided",
          "inconclusive",
          "cancelled",
          "aborted",
          "imported",
          "damaged");

  /** Those in which a run is under way, whether it continues or a person holds it up. */
  public static final Set<String> UNDER_WAY = Set.of("running", "paused");

  /** Those that nothing leads out of. */
  public static final Set<String> CLOSED =
      Set.of("unanimous", "accepted", "cancelled", "aborted", "imported");

  private SessionState() {}

  public static String of(Session session) {
    if (session.running()) {
      return session.paused() ? "paused" : "running";
    }
    if (session.closed()) {
      return closed(session);
    }
    return session
        .lastRound()
        .filter(Round::counted)
        .map(round -> round.completed().tally().wireName())
        .filter(word -> !CLOSED.contains(word)) // advice is not an end, however unanimous it was
        .orElse("open");
  }

  /** Whatever another program came to: nothing of it was verified here. */
  private static String closed(Session session) {
    if (session.opened().importedFrom() != null) {
      return "imported";
    }
    if (session.finalized().outcome() == SessionOutcome.CONVERGED) {
      return session.finalized().reason() == EndReason.ACCEPTED_BY_POLICY
          ? "accepted"
          : "unanimous";
    }
    boolean cancelled = session.finalized().reason() == EndReason.SESSION_CANCELLED;
    return cancelled ? "cancelled" : "aborted";
  }
}
