package crossreview.backup;

import crossreview.backup.BackupManifest.ProvedSession;
import crossreview.backup.BackupReport.BackupListener;
import crossreview.backup.SessionBackup.Outcome;
import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.file.FileSystemSync;
import crossreview.model.SessionId;
import crossreview.store.disk.DataDir;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Brings a folder up to date with a data directory. Each session is copied as it is at one moment;
 * what the folder has already is not copied again, and a session that changed is proved. Sessions
 * that the data directory does not have any more are kept. Blocks.
 */
public final class BackupJob {
  static final String DATA = "data";
  static final String SESSIONS = "sessions";

  private final Path dataDir;
  private final Path folder;
  private final boolean cut;
  private final SequencedMap<SessionId, ProvedSession> proved;
  private final List<SessionId> unconfirmed = new ArrayList<>();
  private final Map<SessionId, String> damaged = new LinkedHashMap<>();
  private int changed;
  private long bytes;

  private BackupJob(
      Path dataDir, Path folder, boolean cut, SequencedMap<SessionId, ProvedSession> proved) {
    this.dataDir = dataDir;
    this.folder = folder;
    this.cut = cut;
    this.proved = proved;
  }

  /**
   * Makes a backup, or continues one. Refused with {@code bad_backup}, {@code backup_running},
   * {@code private_file_refused}, {@code no_data_dir} and {@code newer_format}: a later version may
   * keep what is not copied here. Then nothing was changed. After any other failure the backup is
   * incomplete, says so, and is continued by the next.
   *
   * @param dataDir a data directory; a daemon may use it
   * @param folder a folder that a backup of it is in, an empty one, or a new one
   */
  public static BackupReport run(
      Path dataDir, Path folder, Clock clock, BackupListener backupListener) throws IOException {
    String storeId = storeId(dataDir);
    BackupPlace.requireApart(dataDir, folder);
    try (BackupPlace place = BackupPlace.take(folder)) {
      Optional<BackupManifest> before = BackupManifest.read(folder);
      if (before.isPresent() && !before.get().storeId().equals(storeId)) {
        throw BackupManifest.bad(
            folder + " holds a backup of another data directory than " + dataDir);
      }
      SequencedMap<SessionId, ProvedSession> sessions =
          before.map(BackupManifest::sessions).orElseGet(LinkedHashMap::new);
      String began = TimestampFormat.format(clock.now());
      new BackupManifest(storeId, began, null, sessions).write(folder);
      boolean cut = before.isPresent() && !before.get().complete();
      BackupJob job = new BackupJob(dataDir, folder, cut, sessions);
      BackupReport report = job.copy(backupListener);
      String ended = TimestampFormat.format(clock.now());
      new BackupManifest(storeId, began, ended, sessions).write(folder);
      return report;
    }
  }

  private static String storeId(Path dataDir) throws IOException {
    try {
      return DataDir.storeIdOf(dataDir);
    } catch (NoSuchFileException e) {
      throw BackupManifest.bad(dataDir + " is not a data directory: it has no format.json");
    }
  }

  private BackupReport copy(BackupListener backupListener) throws IOException {
    Path data = folder.resolve(DATA);
    Files.createDirectories(data.resolve(SESSIONS), FileModes.PRIVATE_DIRECTORY);
    try {
      PlainFiles.copy(dataDir, data);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    clear();
    List<SessionId> ids = ids(dataDir.resolve(SESSIONS));
    try (SessionWorkers workers = new SessionWorkers()) {
      for (int done = 0; done < ids.size(); done += SessionWorkers.BATCH) {
        List<SessionId> batch =
            ids.subList(done, Math.min(ids.size(), done + SessionWorkers.BATCH));
        batch(workers, batch, done, ids.size(), backupListener);
      }
    }
    clear();
    DurableFiles.syncDirectory(data.resolve(SESSIONS));
    DurableFiles.syncDirectory(data);
    int kept = (int) proved.sequencedKeySet().stream().filter(id -> gone(id)).count();
    return new BackupReport(proved.size(), changed, kept, bytes, damaged, unconfirmed);
  }

  private boolean gone(SessionId id) {
    return Files.notExists(dataDir.resolve(SESSIONS).resolve(id.value()));
  }

  private void clear() throws IOException {
    for (String name : List.of(SessionBackup.FRESH, SessionBackup.OLD)) {
      Path left = folder.resolve(name); // by a backup that was cut
      if (Files.exists(left)) {
        DurableFiles.deleteTree(left);
      }
    }
  }

  /** The sessions that have a folder, in their order. */
  static List<SessionId> ids(Path sessions) throws IOException {
    try (Stream<Path> folders = Files.list(sessions)) {
      return folders
          .flatMap(path -> SessionId.parse(path.getFileName().toString()).stream())
          .sorted()
          .toList();
    }
  }

  /** Copies are durable before they are confirmed, and confirmed before the next batch begins. */
  private void batch(
      SessionWorkers workers, List<SessionId> ids, int done, int all, BackupListener backupListener)
      throws IOException {
    List<SessionBackup> sessions =
        ids.stream().map(id -> new SessionBackup(id, dataDir, folder, proved.get(id))).toList();
    workers.each(sessions, session -> session.copy(cut));
    sync(sessions);
    List<Outcome> outcomes = workers.each(sessions, SessionBackup::confirm);
    sync(sessions);
    for (int i = 0; i < sessions.size(); i++) {
      note(sessions.get(i), outcomes.get(i));
      backupListener.onSession(done + i + 1, all, bytes);
    }
  }

  private static void sync(List<SessionBackup> sessions) throws IOException {
    FileSystemSync.sync(
        sessions.stream()
            .filter(session -> session.bytes() > 0 && Files.exists(session.folder()))
            .map(SessionBackup::folder)
            .toList());
  }

  private void note(SessionBackup session, Outcome outcome) {
    SessionId id = session.id();
    ProvedSession now = session.proved();
    if (now == null) {
      return; // it is gone
    }
    switch (outcome) {
      case GONE -> {}
      case UNCONFIRMED -> {
        bytes += session.bytes();
        unconfirmed.add(id);
      }
      case KEPT -> damaged.put(id, now.damage() + "; the backup keeps the session as it was");
      case UNCHANGED, COPIED -> {
        bytes += session.bytes();
        changed += outcome == Outcome.COPIED ? 1 : 0;
        proved.put(id, now);
        if (now.damage() != null) {
          damaged.put(id, now.damage());
        }
      }
    }
  }
}
