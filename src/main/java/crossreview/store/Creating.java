package crossreview.store;

import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.store.Sessions.Parts;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Makes the folders of new sessions. Any thread. */
final class Creating {
  private final Parts parts;
  private final StorageHealth health;
  private final DirectorySync names;
  private final Function<SessionId, Optional<Session>> durable;

  /**
   * @param durable the last durable state of a session that exists; blocks
   */
  Creating(Parts parts, StorageHealth health, Function<SessionId, Optional<Session>> durable) {
    this.parts = parts;
    this.health = health;
    this.names = new DirectorySync(parts.dir(), parts.disk());
    this.durable = durable;
  }

  /**
   * Completes when the session's folder is there and its name durable; refused with {@code
   * session_already_exists} when a session is in it that another command opened.
   */
  CompletionStage<Void> ready(SessionId id, Cause cause) {
    return Stages.on(parts.disk(), () -> make(id))
        .thenCompose(fresh -> fresh ? names.sync() : unlessThere(id, cause));
  }

  private boolean make(SessionId id) {
    health.checkWritable();
    try {
      return parts.dir().make(id);
    } catch (IOException e) {
      Problem problem = StorageProblems.of("make a session", e);
      health.noticed(problem);
      throw new Refused(problem);
    }
  }

  /** A folder alone is no session yet: a crash may have come before its first line. */
  private CompletionStage<Void> unlessThere(SessionId id, Cause cause) {
    return Stages.on(
        parts.disk(),
        () -> {
          boolean free =
              durable
                  .apply(id)
                  .map(s -> cause.key() != null && s.memo(cause.key()).isPresent())
                  .orElse(true);
          if (!free) {
            throw new Refused(
                Problem.conflict("session_already_exists", "session " + id + " exists already"));
          }
          return null;
        });
  }
}
