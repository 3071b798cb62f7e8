package crossreview.store;

import crossreview.journal.Journal.Ownership;
import crossreview.journal.JournalClosed;
import crossreview.journal.JournalDamaged;
import crossreview.lock.HeldLock;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.shared.Ownership.Claim;
import crossreview.store.Opening.Dormant;
import crossreview.store.SessionLog.Environment;
import crossreview.store.Sessions.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a session for writing: a look at the disk, the lock, then the claim on the session's
 * journal thread. What fails gives the lock back and leaves the session as it was.
 */
final class Claiming {
  private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);

  private final Parts parts;
  private final Around around;
  private final StorageHealth health;
  private final AtomicReplace replace;
  private final Redacting redacting;

  /** What the registry lends. */
  record Around(
      StorageHealth health,
      StoredSessions stored,
      SessionIndex index,
      Sealing sealing,
      CommitListener told) {}

  Claiming(Parts parts, Around around) {
    this.parts = parts;
    this.around = around;
    StorageProblems.load();
    this.health = around.health();
    this.replace = AtomicReplace.durable(parts.journal().files(), parts.timers(), parts.disk());
    this.redacting = new Redacting(parts.redaction());
  }

  /**
   * What the registry offers to a log on its way.
   *
   * @param dormant what an earlier release left
   * @param idle called when nobody may be using the log any more
   * @param gone called when a log ended without a release
   */
  record Registry(
      Function<SessionId, Optional<Dormant>> dormant,
      Consumer<SessionId> idle,
      Consumer<SessionLog> gone) {}

  /**
   * Opens a session.
   *
   * @param wait how long to wait for somebody else's lock
   */
  CompletionStage<Slots.Owned> open(SessionId id, Duration wait, Registry registry) {
    return Stages.on(parts.disk(), () -> openable(id))
        .thenCompose(
            folder -> parts.ownership().claim(id).thenCompose(said -> lock(folder, wait, said)))
        .thenCompose(lock -> claim(id, lock, registry));
  }

  /** What was said of the session is true as long as the lock is held. */
  private CompletionStage<HeldLock> lock(Path folder, Duration wait, Claim said) {
    return parts
        .locks()
        .acquire(folder, wait)
        .whenComplete((lock, failure) -> {
          if (lock == null) {
            said.release();
          } else {
            said.held(lock.token());
            lock.onEnd(said::release);
          }
        });
  }

  /** Looked at before the lock, so that an unknown id and a known damage leave no trace. */
  private Path openable(SessionId id) {
    health.checkWritable();
    Path folder = parts.dir().session(id);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new ProblemException(Problem.noSession(id.value()));
    }
    if (around.index().damaged(id)) {
      Problem still = around.stored().view(id).damaged();
      if (still != null) {
        throw new ProblemException(still);
      }
    }
    return folder;
  }

  private CompletionStage<Slots.Owned> claim(SessionId id, HeldLock lock, Registry registry) {
    Executor thread = parts.threads().take();
    CompletableFuture<Slots.Owned> result = new CompletableFuture<>();
    thread.execute(() -> {
      try {
        SessionLog log = opened(id, lock, thread, registry);
        lock.onLost(() -> log.lose(lockLost(id)));
        result.complete(new Slots.Owned(log, lock));
      } catch (IOException | JournalDamaged | RuntimeException e) {
        RuntimeException refused = refused(id, e);
        lock.release().thenRun(() -> result.completeExceptionally(refused));
      } catch (Error e) { // whoever waits is told before the thread logs it
        lock.release();
        result.completeExceptionally(new IllegalStateException("opening session " + id, e));
        throw e;
      }
    });
    return result;
  }

  private static Problem lockLost(SessionId id) {
    return Problem.unavailable("lock_lost", "the lock of session " + id + " was lost");
  }

  private SessionLog opened(SessionId id, HeldLock lock, Executor thread, Registry registry)
      throws IOException, JournalDamaged {
    Path folder = parts.dir().session(id);
    Opening opening =
        new Opening(
            parts.journal(),
            folder,
            parts.locks().self(),
            environment(id, lock, registry),
            new Ownership(thread, Opening.fence(lock)));
    AtomicReplace.tidy(folder);
    Blobs.tidy(folder);
    Blobs blobs =
        new Blobs(folder, parts.journal().files(), replace, parts.disk(), health::noticed);
    Optional<Dormant> dormant = registry.dormant().apply(id);
    if (dormant.isPresent()) {
      Optional<SessionLog> again = opening.reopen(dormant.get(), blobs);
      if (again.isPresent()) {
        return again.get();
      }
    }
    return opening.claim(id, blobs);
  }

  private Environment environment(SessionId id, HeldLock lock, Registry registry) {
    return new Environment(
        parts.clock(),
        redacting,
        around.sealing(),
        around.told(),
        () -> registry.idle().accept(id),
        (log, why) -> lost(log, why, lock, registry));
  }

  private void lost(SessionLog log, Problem why, HeldLock lock, Registry registry) {
    LOG.atWarn()
        .addKeyValue("session", log.id())
        .addKeyValue("code", why.code())
        .log("given up: {}", why.message());
    health.noticed(why);
    registry.gone().accept(log);
    lock.release();
  }

  private RuntimeException refused(SessionId id, Exception failure) {
    Problem problem =
        switch (failure) {
          case ProblemException problemException -> problemException.problem();
          case JournalClosed closed -> Problem.unavailable(closed.code(), closed.getMessage());
          case JournalDamaged damaged -> SessionReplay.problem(damaged);
          case IOException io -> StorageProblems.of("open session " + id, io);
          default -> null;
        };
    if (problem == null) {
      return new IllegalStateException("opening session " + id, failure);
    }
    if (problem instanceof Problem.DataCorruption) {
      LOG.atError().addKeyValue("session", id).log("read-only: {}", problem.message());
      around.index().putDamaged(id, problem);
    }
    health.noticed(problem);
    return new ProblemException(problem);
  }
}
