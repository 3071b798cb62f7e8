package crossreview.store;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.session.Session.CommandMemo;
import crossreview.session.command.SessionCommand;
import crossreview.store.Sessions.Parts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Makes the folders of new sessions. Any thread. */
final class Creating {
  private final Parts parts;
  private final StorageHealth health;
  private final DirectorySync names;
  private final Redacting redacting;
  private final Function<SessionId, Optional<Session>> durable;

  /**
   * @param durable the last durable state of a session that exists; blocks
   */
  Creating(Parts parts, StorageHealth health, Function<SessionId, Optional<Session>> durable) {
    this.parts = parts;
    this.health = health;
    this.names = new DirectorySync(parts.dir(), parts.disk());
    this.durable = durable;
    this.redacting = new Redacting(parts.redaction());
  }

  /**
   * Completes when the session's folder is there and its name durable, or with the first answer
   * when this very command has opened it, on whichever host. Refused with {@code
   * session_already_exists} when another command did.
   */
  CompletionStage<Optional<Recorded>> ready(SessionId id, SessionCommand.Open open, Cause cause) {
    return Stages.on(parts.disk(), () -> make(id))
        .thenCompose(fresh ->
            fresh
                ? names.sync().thenApply(durable -> Optional.empty())
                : Stages.on(parts.disk(), () -> before(id, open, cause)));
  }

  private boolean make(SessionId id) {
    health.checkWritable();
    parts
        .ownership()
        .unwritable()
        .ifPresent(problem -> {
          throw new ProblemException(problem);
        });
    try {
      return parts.dir().make(id);
    } catch (IOException e) {
      Problem problem = StorageProblems.of("make a session", e);
      health.noticed(problem);
      throw new ProblemException(problem);
    }
  }

  /** A folder alone is no session yet: a crash may have come before its first line. */
  private Optional<Recorded> before(SessionId id, SessionCommand.Open open, Cause cause) {
    Optional<Session> there = durable.apply(id);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    Session session = there.get();
    Optional<CommandMemo> memo = cause.key() == null ? Optional.empty() : session.memo(cause.key());
    if (memo.isEmpty()) {
      throw new ProblemException(
          Problem.conflict("session_already_exists", "session " + id + " exists already"));
    }
    CommandMemo first = memo.get();
    if (!first.content().equals(Keys.of(redacting.of(open), cause).content())) {
      throw new ProblemException(Keys.reused(cause.key()));
    }
    return Optional.of(
        new Recorded(session, List.of(), first.firstSeq(), first.lastSeq(), true, first.subject()));
  }
}
