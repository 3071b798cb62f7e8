package crossreview.store.registry;

import crossreview.file.StorageProblems;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.TextRef;
import crossreview.session.Session;
import crossreview.session.Session.CommandMemo;
import crossreview.session.command.SessionCommand;
import crossreview.session.decision.CommandPreview;
import crossreview.store.codec.CommandRedactor;
import crossreview.store.disk.DirectorySync;
import crossreview.store.disk.Futures;
import crossreview.store.disk.StorageHealth;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.store.log.IdempotencyKeys;
import crossreview.store.registry.SessionRegistry.RegistryParts;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Makes the folders of new sessions. Any thread. */
final class SessionCreator {
  private final RegistryParts registryParts;
  private final StorageHealth health;
  private final DirectorySync names;
  private final CommandRedactor commandRedactor;
  private final Function<SessionId, Optional<Session>> durable;

  /**
   * @param durable the last durable state of a session that exists; blocks
   */
  SessionCreator(
      RegistryParts registryParts,
      StorageHealth health,
      Function<SessionId, Optional<Session>> durable) {
    this.registryParts = registryParts;
    this.health = health;
    this.names = new DirectorySync(registryParts.dir(), registryParts.disk());
    this.durable = durable;
    this.commandRedactor = new CommandRedactor(registryParts.redaction());
  }

  /**
   * Completes when the session's folder is there and its name durable, or with the first answer
   * when this very command has opened it, on whichever host. Refused with {@code
   * session_already_exists} when another command did. One that the rules refuse makes no folder.
   */
  CompletionStage<Optional<CommitResult>> ready(
      SessionId id, SessionCommand.Open open, Actor actor) {
    return Futures.<Optional<CommitResult>>on(
            registryParts.disk(),
            () -> {
              CommandPreview.of(Session.empty(id), open, actor.by(), null);
              return make(id) ? Optional.empty() : before(id, open, actor);
            })
        .thenCompose(
            first -> first.isPresent() ? CompletableFuture.completedFuture(first) : named());
  }

  /** Writes the first line, after the text that it names where no line holds that. */
  static Future<CommitResult> first(
      SessionRegistry.LeasedLog leasedLog, byte[] text, SessionCommand.Open open, Actor actor) {
    Future<?> stored =
        text.length <= TextRef.INLINE_MAX
            ? Future.succeededFuture()
            : leasedLog.log().blobs().put(text);
    return stored
        .compose(durable -> leasedLog.log().record(open, actor))
        .onComplete(end -> leasedLog.logLease().release());
  }

  private CompletionStage<Optional<CommitResult>> named() {
    return names
        .sync()
        .handle((done, failure) -> {
          if (Futures.cause(failure) instanceof IOException e) {
            throw noticed(e);
          }
          return Optional.empty();
        });
  }

  private ProblemException noticed(IOException e) {
    Problem problem = StorageProblems.of("make a session", e);
    health.report(problem);
    return new ProblemException(problem);
  }

  private boolean make(SessionId id) {
    health.checkWritable();
    registryParts
        .sessionOwnership()
        .writeRefusal()
        .ifPresent(problem -> {
          throw new ProblemException(problem);
        });
    try {
      return registryParts.dir().make(id);
    } catch (IOException e) {
      throw noticed(e);
    }
  }

  /**
   * A folder alone is not a session yet: a crash may have come before its first line, and before
   * its name was durable.
   */
  private Optional<CommitResult> before(SessionId id, SessionCommand.Open open, Actor actor) {
    Optional<Session> there = durable.apply(id);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    Session session = there.get();
    String key = actor.key();
    Optional<CommandMemo> memo = key == null ? Optional.empty() : session.memo(key);
    if (key == null || memo.isEmpty()) {
      throw SessionProblem.SESSION_ALREADY_EXISTS.exception("session " + id + " exists already");
    }
    CommandMemo first = memo.get();
    if (!first.content().equals(IdempotencyKeys.of(commandRedactor.of(open), key).content())) {
      throw new ProblemException(IdempotencyKeys.reused());
    }
    return Optional.of(
        new CommitResult(
            session, List.of(), first.firstSeq(), first.lastSeq(), true, first.subject()));
  }
}
