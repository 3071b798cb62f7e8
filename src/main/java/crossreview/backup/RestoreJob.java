package crossreview.backup;

import crossreview.backup.BackupManifest.ProvedSession;
import crossreview.backup.BackupReport.BackupListener;
import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.file.FileSystemSync;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.store.disk.DataDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a data directory of a backup. It is put together beside its place, proved, and renamed: it
 * is there whole or not at all, and what a killed restore left is removed by the next. Blocks.
 */
public final class RestoreJob {
  private static final String RESTORING = ".restoring";
  private static final String UNPACKED = "unpacked";
  private static final String READY = "ready";

  private final Path backup;
  private final boolean incomplete;
  private final Map<SessionId, String> damaged = new LinkedHashMap<>();
  private final List<SessionId> unconfirmed = new ArrayList<>();
  private long bytes;
  private int restored;

  private RestoreJob(Path backup, boolean incomplete) {
    this.backup = backup;
    this.incomplete = incomplete;
  }

  /**
   * Restores a backup. Refused with {@code bad_backup}, {@code backup_incomplete}, {@code
   * backup_damaged} and {@code newer_format}; then there is no data directory.
   *
   * @param from a folder of a backup, or a file made of one
   * @param dataDir must not exist, or be empty
   * @param incomplete take what is there of a backup that was cut, session by session
   * @throws FileAlreadyExistsException when something is at the place
   */
  public static BackupReport run(
      Path from, Path dataDir, boolean incomplete, BackupListener backupListener)
      throws IOException {
    requireEmpty(dataDir);
    Path staging = dataDir.resolveSibling(dataDir.getFileName() + RESTORING);
    try (BackupPlace place = stage(staging)) {
      try {
        clear(staging);
        return restore(from, dataDir, staging, incomplete, backupListener);
      } finally {
        clear(staging);
        Files.deleteIfExists(staging.resolve(BackupPlace.LOCK));
        Files.deleteIfExists(staging);
      }
    }
  }

  private static BackupReport restore(
      Path from, Path dataDir, Path staging, boolean incomplete, BackupListener backupListener)
      throws IOException {
    Path backup =
        Files.isDirectory(from) ? from : BackupArchive.unpack(from, staging.resolve(UNPACKED));
    BackupPlace.requireApart(backup, dataDir);
    Path ready = staging.resolve(READY);
    BackupReport report = new RestoreJob(backup, incomplete).copy(ready, backupListener);
    requireEmpty(dataDir);
    DurableFiles.move(ready, dataDir);
    return report;
  }

  private static void requireEmpty(Path dataDir) throws IOException {
    if (Files.isDirectory(dataDir, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> content = Files.list(dataDir)) {
        if (content.findAny().isEmpty()) {
          return;
        }
      }
    }
    BackupPlace.requireFree(dataDir);
  }

  private static BackupPlace stage(Path staging) throws IOException {
    if (Files.notExists(staging, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(staging, FileModes.PRIVATE_DIRECTORY);
    } else if (!ours(staging)) {
      throw new FileAlreadyExistsException(staging.toString());
    }
    return BackupPlace.lock(staging);
  }

  /** Whether a restore that was killed may have left it. */
  private static boolean ours(Path staging) throws IOException {
    if (!Files.isDirectory(staging, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> content = Files.list(staging)) {
      return content
          .map(file -> file.getFileName().toString())
          .allMatch(List.of(UNPACKED, READY, BackupPlace.LOCK)::contains);
    }
  }

  private static void clear(Path staging) throws IOException {
    for (String name : List.of(UNPACKED, READY)) {
      if (Files.exists(staging.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        DurableFiles.deleteTree(staging.resolve(name));
      }
    }
  }

  private BackupReport copy(Path ready, BackupListener backupListener) throws IOException {
    BackupManifest manifest =
        BackupManifest.read(backup)
            .orElseThrow(() -> BackupManifest.bad(backup + " holds no backup"));
    if (!manifest.complete() && !incomplete) {
      throw StorageProblem.BACKUP_INCOMPLETE.exception(
          "the backup in "
              + backup
              + " that began at "
              + manifest.began()
              + " has not come to its end; run the backup again, or take what is there with"
              + " --incomplete");
    }
    Path data = backup.resolve(BackupJob.DATA);
    DataDir.requireKnownFormat(data);
    Path sessions = ready.resolve(BackupJob.SESSIONS);
    Files.createDirectories(sessions, FileModes.PRIVATE_DIRECTORY);
    try {
      PlainFiles.copy(data, ready);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    List<SessionId> ids =
        incomplete
            ? BackupJob.ids(data.resolve(BackupJob.SESSIONS))
            : List.copyOf(manifest.sessions().sequencedKeySet());
    sessions(data, sessions, ids, manifest, backupListener);
    FileSystemSync.sync(List.of(ready)); // nothing is in use before all of it has its name
    DurableFiles.syncDirectory(sessions);
    DurableFiles.syncDirectory(ready);
    return new BackupReport(restored, restored, 0, bytes, damaged, unconfirmed);
  }

  private void sessions(
      Path data,
      Path sessions,
      List<SessionId> ids,
      BackupManifest manifest,
      BackupListener backupListener)
      throws IOException {
    try (SessionWorkers workers = new SessionWorkers()) {
      for (int done = 0; done < ids.size(); done += SessionWorkers.BATCH) {
        List<SessionId> batch =
            ids.subList(done, Math.min(ids.size(), done + SessionWorkers.BATCH));
        List<CopiedSession> copies = workers.each(batch, id -> copied(data, sessions, id));
        for (int i = 0; i < batch.size(); i++) {
          session(sessions, batch.get(i), copies.get(i), manifest.sessions().get(batch.get(i)));
          backupListener.onSession(done + i + 1, ids.size(), bytes);
        }
      }
    }
  }

  /** A session at its new place, and what was proved of it there. */
  private record CopiedSession(long bytes, ProvedSession now) {}

  private CopiedSession copied(Path data, Path sessions, SessionId id) throws IOException {
    Path from = data.resolve(BackupJob.SESSIONS).resolve(id.value());
    if (Files.notExists(from)) {
      throw damage(id, "it is missing");
    }
    Path to = sessions.resolve(id.value());
    SessionCopy copy = new SessionCopy(from, to);
    copy.copy();
    copy.confirm();
    return new CopiedSession(copy.written(), SessionProof.of(to));
  }

  private void session(
      Path sessions, SessionId id, CopiedSession copy, @Nullable ProvedSession known)
      throws IOException {
    ProvedSession now = copy.now();
    bytes += copy.bytes();
    if (now.equals(known)) {
      note(id, now);
    } else if (!incomplete) {
      String why = now.damage() == null ? "it ends with seq " + now.seq() : now.damage();
      throw damage(id, why);
    } else if (now.head() == null) {
      unconfirmed.add(id);
      DurableFiles.deleteTree(sessions.resolve(id.value()));
      return;
    } else {
      note(id, now);
    }
    restored++;
  }

  private void note(SessionId id, ProvedSession now) {
    if (now.damage() != null) {
      damaged.put(id, now.damage()); // the data directory had it as well
    }
  }

  private ProblemException damage(SessionId id, String why) {
    return StorageProblem.BACKUP_DAMAGED.exception(
        "session " + id + " in " + backup + " is not what was copied: " + why);
  }
}
