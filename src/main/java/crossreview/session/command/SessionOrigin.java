package crossreview.session.command;

import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.ForkOrigin;
import crossreview.model.event.OpeningFacts;
import org.jspecify.annotations.Nullable;

/**
 * Where a session comes from and whose it is beside its petitioner's.
 *
 * @param contests the session whose outcome it contests
 * @param importedFrom what program it comes from
 * @param forkedFrom the round of another session that it begins with
 * @param project null for the default one
 * @param facts what holds at the opening; absent where nobody says
 */
public record SessionOrigin(
    @Nullable SessionId contests,
    @Nullable String importedFrom,
    @Nullable ForkOrigin forkedFrom,
    @Nullable String project,
    @Nullable OpeningFacts facts) {
  /** A session of its own in the default project. */
  public static final SessionOrigin NONE = new SessionOrigin(null, null, null, null);

  /** Of a session that is opened without a look at what holds. */
  public SessionOrigin(
      @Nullable SessionId contests,
      @Nullable String importedFrom,
      @Nullable ForkOrigin forkedFrom,
      @Nullable String project) {
    this(contests, importedFrom, forkedFrom, project, null);
  }

  /** The same with these facts; null for none. */
  public SessionOrigin with(@Nullable OpeningFacts others) {
    return new SessionOrigin(contests, importedFrom, forkedFrom, project, others);
  }

  /** The same in a project; null for the default one. */
  public SessionOrigin in(@Nullable String other) {
    return new SessionOrigin(contests, importedFrom, forkedFrom, other, facts);
  }
}
