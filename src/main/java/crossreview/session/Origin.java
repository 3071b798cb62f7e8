package crossreview.session;

import crossreview.model.SessionId;
import crossreview.model.event.LifeEvent.ForkedFrom;

/**
 * Where a session comes from and whose it is beside its petitioner's.
 *
 * @param contests the session whose outcome it contests, or null
 * @param importedFrom what program it comes from, or null
 * @param forkedFrom the round of another session that it begins with, or null
 * @param project null for the default one
 */
public record Origin(
    SessionId contests, String importedFrom, ForkedFrom forkedFrom, String project) {
  /** A session of its own in the default project. */
  public static final Origin NONE = new Origin(null, null, null, null);

  /** The same in a project; null for the default one. */
  public Origin in(String other) {
    return new Origin(contests, importedFrom, forkedFrom, other);
  }
}
