package crossreview.backup;

import crossreview.backup.BackupManifest.ProvedSession;
import crossreview.backup.BackupReport.BackupListener;
import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
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

  /** Copies that take the place of others; names that no session has. */
  private static final String FRESH = ".fresh";

  private static final String OLD = ".old";

  private final Path dataDir;
  private final Path folder;
  private final SequencedMap<SessionId, ProvedSession> proved;
  private final List<SessionId> unconfirmed = new ArrayList<>();
  private final Map<SessionId, String> damaged = new LinkedHashMap<>();
  private int changed;
  private long bytes;

  private BackupJob(Path dataDir, Path folder, SequencedMap<SessionId, ProvedSession> proved) {
    this.dataDir = dataDir;
    this.folder = folder;
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
      BackupJob job = new BackupJob(dataDir, folder, sessions);
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
    for (int done = 0; done < ids.size(); done++) {
      session(ids.get(done));
      backupListener.onSession(done + 1, ids.size(), bytes);
    }
    DurableFiles.syncDirectory(data.resolve(SESSIONS));
    DurableFiles.syncDirectory(data);
    int kept = (int) proved.sequencedKeySet().stream().filter(id -> gone(id)).count();
    return new BackupReport(proved.size(), changed, kept, bytes, damaged, unconfirmed);
  }

  private boolean gone(SessionId id) {
    return Files.notExists(dataDir.resolve(SESSIONS).resolve(id.value()));
  }

  private void clear() throws IOException {
    for (String name : List.of(FRESH, OLD)) {
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

  private void session(SessionId id) throws IOException {
    Path from = dataDir.resolve(SESSIONS).resolve(id.value());
    Path to = folder.resolve(DATA).resolve(SESSIONS).resolve(id.value());
    try {
      SessionCopy copy = new SessionCopy(from, to);
      if (!copy.continues()) {
        replace(id, from, to);
        return;
      }
      long fresh = copy.update();
      ProvedSession known = proved.get(id);
      if (fresh == 0 && known != null) {
        note(id, known);
        return;
      }
      took(id, SessionProof.of(to), fresh);
    } catch (NoSuchFileException e) {
      if (!gone(id)) {
        throw e;
      }
    }
  }

  private void took(SessionId id, ProvedSession now, long fresh) {
    bytes += fresh;
    if (now.head() == null && now.damage() != null && proved.get(id) == null && unmarked(id)) {
      unconfirmed.add(id);
      return;
    }
    changed += fresh > 0 ? 1 : 0;
    proved.put(id, now);
    note(id, now);
  }

  /** No head, no confirmed line: it has just begun, or a power cut took its heads. */
  private boolean unmarked(SessionId id) {
    Path copy = folder.resolve(DATA).resolve(SESSIONS).resolve(id.value());
    try (Stream<Path> files = Files.list(copy)) {
      return files.noneMatch(file -> file.getFileName().toString().endsWith(".head"));
    } catch (IOException e) {
      return false;
    }
  }

  private void note(SessionId id, ProvedSession now) {
    if (now.damage() != null) {
      damaged.put(id, now.damage());
    }
  }

  /**
   * A session whose files do not continue the copy: it was repaired, or another one has its place.
   * The copy is replaced by one that proves itself, and kept beside one that does not.
   */
  private void replace(SessionId id, Path from, Path to) throws IOException {
    Path fresh = folder.resolve(FRESH).resolve(id.value());
    long copied = new SessionCopy(from, fresh).update();
    ProvedSession now = SessionProof.of(fresh);
    if (now.damage() != null) {
      damaged.put(id, now.damage() + "; the backup keeps the session as it was");
      clear();
      return;
    }
    Path old = folder.resolve(OLD).resolve(id.value());
    Files.createDirectories(folder.resolve(OLD), FileModes.PRIVATE_DIRECTORY);
    DurableFiles.move(to, old);
    DurableFiles.move(fresh, to);
    clear();
    took(id, now, copied);
  }
}
