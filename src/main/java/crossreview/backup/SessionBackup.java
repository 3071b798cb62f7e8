package crossreview.backup;

import crossreview.backup.BackupManifest.ProvedSession;
import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.file.FileSystemSync;
import crossreview.model.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One session in one backup: {@link #copy}, then the caller makes {@link #folder} durable, then
 * {@link #confirm}. One thread at a time; sessions do not share anything.
 *
 * <p>A session whose files do not continue the copy was repaired, or another one has its place. The
 * copy is then replaced by one that proves itself, and kept beside one that does not.
 */
final class SessionBackup {
  /** Copies that take the place of others; names that no session has. */
  static final String FRESH = ".fresh";

  static final String OLD = ".old";

  /** What became of it. */
  enum Outcome {
    /** The data directory does not have it any more. */
    GONE,
    UNCHANGED,
    COPIED,
    /** It has begun, and no line is confirmed; or a power cut took its heads. */
    UNCONFIRMED,
    /** It is damaged; the backup keeps it as it was. */
    KEPT
  }

  private final SessionId id;
  private final Path from;
  private final Path to;
  private final Path fresh;
  private final Path old;
  private final @Nullable ProvedSession known;
  private @Nullable SessionCopy copy;
  private boolean replaces;
  private @Nullable ProvedSession now;

  /**
   * One session.
   *
   * @param folder the backup
   * @param known what the backup before proved of it
   */
  SessionBackup(SessionId id, Path dataDir, Path folder, @Nullable ProvedSession known) {
    this.id = id;
    this.from = dataDir.resolve(BackupJob.SESSIONS).resolve(id.value());
    this.to = folder.resolve(BackupJob.DATA).resolve(BackupJob.SESSIONS).resolve(id.value());
    this.fresh = folder.resolve(FRESH).resolve(id.value());
    this.old = folder.resolve(OLD).resolve(id.value());
    this.known = known;
  }

  /**
   * Copies what is new, not durably.
   *
   * @param cut whether the backup before did not come to its end: what it wrote may be torn
   * @return how many bytes were written
   */
  long copy(boolean cut) throws IOException {
    try {
      SessionCopy next = new SessionCopy(from, to);
      replaces = !next.continues(cut);
      copy = replaces ? new SessionCopy(from, fresh) : next;
      copy.copy();
    } catch (NoSuchFileException e) {
      if (Files.exists(from)) {
        throw e;
      }
      copy = null;
    }
    return bytes();
  }

  SessionId id() {
    return id;
  }

  /** Where it was written. */
  Path folder() {
    return replaces ? fresh : to;
  }

  /** How many bytes were written of it. */
  long bytes() {
    return copy == null ? 0 : copy.written();
  }

  /** What was proved of it; null where it is gone. */
  @Nullable ProvedSession proved() {
    return now;
  }

  /** Completes the copy, which is durable so far, and proves it. */
  Outcome confirm() throws IOException {
    if (copy == null) {
      return Outcome.GONE;
    }
    copy.confirm();
    if (replaces) {
      return replace();
    }
    if (copy.written() == 0 && known != null) {
      now = known;
      return Outcome.UNCHANGED;
    }
    ProvedSession proved = SessionProof.of(to);
    now = proved;
    boolean unreadable = proved.head() == null && proved.damage() != null && known == null;
    if (unreadable && unmarked()) {
      return Outcome.UNCONFIRMED;
    }
    return copy.written() == 0 ? Outcome.UNCHANGED : Outcome.COPIED;
  }

  private boolean unmarked() {
    try (Stream<Path> files = Files.list(to)) {
      return files.noneMatch(file -> file.getFileName().toString().endsWith(".head"));
    } catch (IOException e) {
      return false;
    }
  }

  private Outcome replace() throws IOException {
    ProvedSession proved = SessionProof.of(fresh);
    now = proved;
    if (proved.damage() != null) {
      DurableFiles.deleteTree(fresh);
      return Outcome.KEPT;
    }
    FileSystemSync.sync(List.of(fresh)); // before the copy that it replaces goes
    Files.createDirectories(DurableFiles.directoryOf(old), FileModes.PRIVATE_DIRECTORY);
    DurableFiles.move(to, old);
    DurableFiles.move(fresh, to);
    DurableFiles.deleteTree(old);
    return Outcome.COPIED;
  }
}
