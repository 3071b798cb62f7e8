package crossreview.maintenance;

import crossreview.journal.JournalDamagedException;
import crossreview.lock.LockService;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.proof.BlobReferences;
import crossreview.store.disk.Futures;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionState;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.Clock;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Removes what crashes left in closed sessions: texts that no line names, and half-written files.
 * Only under the session's lock, and only what is a day old: a text is stored before the line that
 * names it. A session whose journal cannot be read whole is left alone.
 */
public final class OrphanCleanup {
  private static final Duration AGE = Duration.ofHours(24);

  private final SessionRegistry sessionRegistry;
  private final LockService locks;
  private final Clock clock;
  private final Function<Callable<Long>, Future<Long>> blocking;

  /**
   * @param blocking runs what touches files on a thread made for it
   */
  public OrphanCleanup(
      SessionRegistry sessionRegistry,
      LockService locks,
      Clock clock,
      Function<Callable<Long>, Future<Long>> blocking) {
    this.sessionRegistry = sessionRegistry;
    this.locks = locks;
    this.clock = clock;
    this.blocking = blocking;
  }

  /** Looks at every closed session; completes with the number of files that were removed. */
  public Future<Long> run() {
    Future<Long> all = Future.succeededFuture(0L);
    for (SessionId id : closed()) {
      all = all.compose(before -> tidied(id).map(removed -> before + removed));
    }
    return all;
  }

  private List<SessionId> closed() {
    return SessionPage.all(sessionRegistry::list, null).stream()
        .filter(sessionRow -> SessionState.CLOSED.contains(sessionRow.state()))
        .map(SessionPage.SessionRow::id)
        .toList();
  }

  private Future<Long> tidied(SessionId id) {
    Path folder = sessionRegistry.dir().session(id);
    Instant before = clock.now().minus(AGE);
    return Futures.future(locks.acquire(folder, Duration.ZERO))
        .compose(lock ->
            blocking
                .apply(() -> removed(folder, before))
                .eventually(() -> Futures.future(lock.release())))
        .recover(cause ->
            cause instanceof ProblemException
                ? Future.succeededFuture(0L)
                : Future.failedFuture(cause));
  }

  private static long removed(Path folder, Instant before) throws IOException {
    Set<Digest> named;
    try {
      named = BlobReferences.in(folder);
    } catch (JournalDamagedException e) {
      return 0;
    }
    long removed = 0;
    for (Path in : List.of(folder, folder.resolve("blobs"))) {
      try (Stream<Path> all = Files.list(in)) {
        for (Path file : all.filter(each -> left(each, named)).toList()) {
          if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
            Files.delete(file);
            removed++;
          }
        }
      }
    }
    return removed;
  }

  private static boolean left(Path file, Set<Digest> named) {
    String name = file.getFileName().toString();
    return name.endsWith(".tmp")
        || Digest.parse(name).filter(digest -> !named.contains(digest)).isPresent();
  }
}
