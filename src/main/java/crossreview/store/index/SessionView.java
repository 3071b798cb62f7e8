package crossreview.store.index;

import crossreview.model.Problem;
import crossreview.session.Session;

/**
 * What may be said about a session now.
 *
 * @param session the last durable and verified state
 * @param ownedHere whether this process writes it
 * @param damaged why it is read-only, or null
 */
public record SessionView(Session session, boolean ownedHere, Problem damaged) {
  public long head() {
    return session.seq();
  }
}
