package crossreview.report;

import crossreview.model.Outcome;
import crossreview.session.Session;

/** How a session stands, in one sentence for people. Pure. */
public final class OutcomeWords {
  private OutcomeWords() {}

  public static String of(Session session) {
    int rounds = session.rounds().size();
    String count = rounds + (rounds == 1 ? " round" : " rounds");
    if (session.closed()) {
      return session.finalized().outcome() == Outcome.CONVERGED
          ? "**Unanimous** after " + count + "."
          : "**Closed** without unanimity: "
              + session.finalized().reason().word()
              + ", "
              + count
              + ".";
    }
    if (session.running()) {
      return "**Running**, " + count + " so far.";
    }
    if (session.run() != null && session.run().ended() != null) {
      return "**Not unanimous**: "
          + session.run().ended().reason().word()
          + " after "
          + count
          + "; the session is open for a new artifact.";
    }
    return "**Open**, nothing was asked yet.";
  }
}
