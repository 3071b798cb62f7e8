package crossreview.maintenance;

import crossreview.file.DurableFiles;
import crossreview.lock.LockService;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.proof.BundleWriter;
import crossreview.store.disk.DataDir;
import crossreview.store.disk.Futures;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.index.SessionState;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import io.vertx.core.Future;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Removes closed sessions that are old, each under its lock: first into the archive if there is
 * one, then under a name that is not a session's, then file by file. So a crash leaves a session
 * whole, or gone, never half. Running and unfinished ones stay, and those that an unfinished one
 * contests.
 */
public final class RetentionJob {
  private static final String PRUNED = ".pruned-";

  private final SessionRegistry sessionRegistry;
  private final LockService locks;
  private final Clock clock;
  private final Function<Callable<Boolean>, Future<Boolean>> blocking;

  /**
   * @param blocking runs what touches files on a thread made for it
   */
  public RetentionJob(
      SessionRegistry sessionRegistry,
      LockService locks,
      Clock clock,
      Function<Callable<Boolean>, Future<Boolean>> blocking) {
    this.sessionRegistry = sessionRegistry;
    this.locks = locks;
    this.clock = clock;
    this.blocking = blocking;
  }

  /**
   * Removes closed sessions that were not changed for this time; completes with them. A session
   * that another process holds stays.
   *
   * @param archive where bundles of them go first; null for nowhere
   * @param dry only says which
   */
  public Future<List<SessionId>> run(Duration age, @Nullable Path archive, boolean dry) {
    List<SessionId> candidates = candidates(TimestampFormat.format(clock.now().minus(age)));
    if (dry) {
      return Future.succeededFuture(candidates);
    }
    Future<List<SessionId>> removed = Future.succeededFuture(new ArrayList<>());
    for (SessionId id : candidates) {
      removed =
          removed.compose(done ->
              remove(id, archive)
                  .map(gone -> {
                    if (gone) {
                      sessionRegistry.forget(id);
                      done.add(id);
                    }
                    return done;
                  }));
    }
    return removed;
  }

  private List<SessionId> candidates(String before) {
    List<SessionRow> rows = new ArrayList<>();
    String cursor = null;
    do {
      SessionPage page = sessionRegistry.list(new ListQuery(cursor, ListQuery.LIMIT_MAX, null));
      rows.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null);
    Set<SessionId> unfinished =
        Set.copyOf(
            rows.stream()
                .filter(sessionRow -> !SessionState.CLOSED.contains(sessionRow.state()))
                .map(SessionRow::id)
                .toList());
    return rows.stream()
        .filter(sessionRow ->
            SessionState.CLOSED.contains(sessionRow.state())
                && sessionRow.updatedAt().compareTo(before) < 0)
        .filter(sessionRow ->
            sessionRow.contestedBy() == null || !unfinished.contains(sessionRow.contestedBy()))
        .map(SessionRow::id)
        .toList();
  }

  private Future<Boolean> remove(SessionId id, @Nullable Path archive) {
    Path folder = sessionRegistry.dir().session(id);
    return Futures.future(locks.acquire(folder, Duration.ZERO))
        .compose(lock ->
            blocking
                .apply(() -> removed(folder, archive))
                .eventually(() -> Futures.future(lock.release())))
        .recover(cause ->
            cause instanceof ProblemException
                ? Future.succeededFuture(false)
                : Future.failedFuture(cause));
  }

  private static boolean removed(Path folder, @Nullable Path archive) throws IOException {
    if (archive != null) {
      archived(folder, archive);
    }
    Path tombstone = folder.resolveSibling(PRUNED + folder.getFileName());
    DurableFiles.move(folder, tombstone);
    DurableFiles.deleteTree(tombstone);
    return true;
  }

  private static void archived(Path folder, Path archive) throws IOException {
    if (!Files.isDirectory(archive)) {
      throw StorageProblem.NO_ARCHIVE.exception("the archive " + archive + " is not a directory");
    }
    Path file = archive.resolve(folder.getFileName() + ".zip");
    Path fresh = archive.resolve(folder.getFileName() + ".zip.tmp");
    Files.deleteIfExists(fresh);
    try (FileChannel channel = DurableFiles.openNew(fresh)) {
      OutputStream out = Channels.newOutputStream(channel);
      BundleWriter.write(folder, new CloseShieldStream(out));
      channel.force(true);
    }
    DurableFiles.move(fresh, file);
  }

  /** Finishes what a crash left half-removed. Blocks. */
  public static void finish(DataDir dir) throws IOException {
    Path sessions = dir.root().resolve("sessions");
    try (Stream<Path> all = Files.list(sessions)) {
      for (Path each : all.toList()) {
        if (each.getFileName().toString().startsWith(PRUNED)) {
          DurableFiles.deleteTree(each);
        }
      }
    }
  }

  /** A zip closes its stream; the file has to be made durable before it is closed. */
  private static final class CloseShieldStream extends FilterOutputStream {
    CloseShieldStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
