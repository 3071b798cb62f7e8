package crossreview.store.registry;

import crossreview.file.StorageProblems;
import crossreview.journal.Journal.WriterContext;
import crossreview.journal.JournalClosedException;
import crossreview.journal.JournalDamagedException;
import crossreview.lock.HeldLock;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.ownership.SessionOwnership.OwnershipClaim;
import crossreview.store.codec.CommandRedactor;
import crossreview.store.codec.SessionReplay;
import crossreview.store.disk.AtomicWriter;
import crossreview.store.disk.BlobStore;
import crossreview.store.disk.Futures;
import crossreview.store.disk.StorageHealth;
import crossreview.store.index.SessionIndex;
import crossreview.store.log.CommitListener;
import crossreview.store.log.LogOpener;
import crossreview.store.log.LogOpener.DormantLog;
import crossreview.store.log.ReceiptIssuer;
import crossreview.store.log.SessionLog;
import crossreview.store.log.SessionLog.LogContext;
import crossreview.store.registry.SessionRegistry.RegistryParts;
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
final class SessionOpener {
  private static final Logger LOG = LoggerFactory.getLogger(SessionOpener.class);

  private final RegistryParts registryParts;
  private final OpenerServices openerServices;
  private final StorageHealth health;
  private final AtomicWriter replace;
  private final CommandRedactor commandRedactor;

  /** What the registry lends. */
  record OpenerServices(
      StorageHealth health,
      SessionReader stored,
      SessionIndex index,
      ReceiptIssuer receiptIssuer,
      CommitListener told) {}

  SessionOpener(RegistryParts registryParts, OpenerServices openerServices) {
    this.registryParts = registryParts;
    this.openerServices = openerServices;
    StorageProblems.load();
    this.health = openerServices.health();
    this.replace =
        AtomicWriter.durable(
            registryParts.journal().files(), registryParts.timerService(), registryParts.disk());
    this.commandRedactor = new CommandRedactor(registryParts.redaction());
  }

  /**
   * What the registry offers to a log on its way.
   *
   * @param dormant what an earlier release left
   * @param idle called when the log may be unused
   * @param gone called when a log ended without a release
   */
  record RegistryCallbacks(
      Function<SessionId, Optional<DormantLog>> dormant,
      Consumer<SessionId> idle,
      Consumer<SessionLog> gone) {}

  /**
   * Opens a session.
   *
   * @param wait how long to wait for the lock of another process
   */
  CompletionStage<OpenSessions.OwnedLog> open(
      SessionId id, Duration wait, RegistryCallbacks registryCallbacks) {
    return Futures.on(registryParts.disk(), () -> openable(id))
        .thenCompose(folder ->
            registryParts
                .sessionOwnership()
                .claim(id)
                .thenCompose(said -> lock(folder, wait, said)))
        .thenCompose(lock -> claim(id, lock, registryCallbacks));
  }

  /**
   * What was said of the session is true as long as the lock is held. A disk that refuses a lock
   * concerns the whole store.
   */
  private CompletionStage<HeldLock> lock(Path folder, Duration wait, OwnershipClaim said) {
    return registryParts
        .locks()
        .acquire(folder, wait)
        .whenComplete((lock, failure) -> {
          if (lock == null) {
            said.release();
            if (Futures.cause(failure) instanceof ProblemException refusal) {
              health.report(refusal.problem());
            }
          } else {
            said.held(lock.token());
            lock.onEnd(said::release);
          }
        });
  }

  /** Looked at before the lock, so that an unknown id and a known damage leave no trace. */
  private Path openable(SessionId id) {
    health.checkWritable();
    Path folder = registryParts.dir().session(id);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new ProblemException(Problem.noSession(id.value()));
    }
    if (openerServices.index().damaged(id)) {
      Problem still = openerServices.stored().view(id).damaged();
      if (still != null) {
        throw new ProblemException(still);
      }
    }
    return folder;
  }

  private CompletionStage<OpenSessions.OwnedLog> claim(
      SessionId id, HeldLock lock, RegistryCallbacks registryCallbacks) {
    Executor thread = registryParts.threads().take();
    CompletableFuture<OpenSessions.OwnedLog> result = new CompletableFuture<>();
    thread.execute(() -> {
      try {
        SessionLog log = opened(id, lock, thread, registryCallbacks);
        lock.onLost(() -> log.abort(lockLost(id)));
        result.complete(new OpenSessions.OwnedLog(log, lock));
      } catch (IOException | JournalDamagedException | RuntimeException e) {
        RuntimeException refused = refused(id, e);
        lock.release().thenRun(() -> result.completeExceptionally(refused));
      } catch (Error e) { // waiting callers are notified before the thread logs it
        lock.release();
        result.completeExceptionally(new IllegalStateException("opening session " + id, e));
        throw e;
      }
    });
    return result;
  }

  private static Problem lockLost(SessionId id) {
    return StorageProblem.LOCK_LOST.problem("the lock of session " + id + " was lost");
  }

  private SessionLog opened(
      SessionId id, HeldLock lock, Executor thread, RegistryCallbacks registryCallbacks)
      throws IOException, JournalDamagedException {
    Path folder = registryParts.dir().session(id);
    LogOpener logOpener =
        new LogOpener(
            registryParts.journal(),
            folder,
            registryParts.locks().self(),
            environment(id, lock, registryCallbacks),
            new WriterContext(thread, LogOpener.fence(lock)));
    AtomicWriter.removeTemporaries(folder);
    BlobStore.removeTemporaries(folder);
    BlobStore blobStore =
        new BlobStore(
            folder, registryParts.journal().files(), replace, registryParts.disk(), health::report);
    Optional<DormantLog> dormant = registryCallbacks.dormant().apply(id);
    if (dormant.isPresent()) {
      Optional<SessionLog> again = logOpener.reopen(dormant.get(), blobStore);
      if (again.isPresent()) {
        return again.get();
      }
    }
    return logOpener.claim(id, blobStore);
  }

  private LogContext environment(SessionId id, HeldLock lock, RegistryCallbacks registryCallbacks) {
    return new LogContext(
        registryParts.clock(),
        commandRedactor,
        openerServices.receiptIssuer(),
        openerServices.told(),
        () -> registryCallbacks.idle().accept(id),
        (log, why) -> lost(log, why, lock, registryCallbacks));
  }

  private void lost(
      SessionLog log, Problem why, HeldLock lock, RegistryCallbacks registryCallbacks) {
    LOG.atWarn()
        .addKeyValue("session", log.id())
        .addKeyValue("code", why.code())
        .log("released: {}", why.message());
    health.report(why);
    registryCallbacks.gone().accept(log);
    lock.release();
  }

  private RuntimeException refused(SessionId id, Exception failure) {
    Problem problem =
        switch (failure) {
          case ProblemException problemException -> problemException.problem();
          case JournalClosedException closed -> closed.problem();
          case JournalDamagedException damaged -> SessionReplay.problem(damaged);
          case IOException io -> StorageProblems.of("open session " + id, io);
          default -> null;
        };
    if (problem == null) {
      return new IllegalStateException("opening session " + id, failure);
    }
    if (problem.kind() == ProblemKind.DATA_CORRUPTION) {
      LOG.atError().addKeyValue("session", id).log("read-only: {}", problem.message());
      openerServices.index().putDamaged(id, problem);
    }
    health.report(problem);
    return new ProblemException(problem);
  }
}
