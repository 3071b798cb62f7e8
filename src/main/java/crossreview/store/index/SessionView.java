package crossreview.store.index;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What may be said about a session now.
 *
 * @param session the last durable and verified state
 * @param ownedHere whether this process writes it
 * @param damaged why it is read-only
 */
public record SessionView(Session session, boolean ownedHere, @Nullable Problem damaged) {
  /**
   * The session, where its opening could be read.
   *
   * @throws ProblemException with {@link #damaged} where the damage begins at the first line: then
   *     not even the task is known
   */
  public Session readable() {
    if (!session.exists() && damaged != null) {
      throw new ProblemException(damaged);
    }
    return session;
  }

  public long head() {
    return session.seq();
  }
}
