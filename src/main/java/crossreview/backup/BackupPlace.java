package crossreview.backup;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.model.AccessProblem;
import crossreview.model.StorageProblem;
import crossreview.store.disk.FileModeCheck;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a backup is, or a data directory is made of one; held by one process at a time. */
final class BackupPlace implements AutoCloseable {
  static final String LOCK = "backup.lock";

  private final FileChannel channel;
  private final FileLock lock;

  private BackupPlace(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the folder, private, or takes one that is private and empty or holds a backup. Refused
   * with {@code bad_backup}, {@code private_file_refused} and {@code backup_running}.
   */
  static BackupPlace take(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Optional<String> open = FileModeCheck.fault(folder);
      if (open.isPresent()) {
        throw AccessProblem.PRIVATE_FILE_REFUSED.exception(
            "the folder of the backup " + folder + " " + open.get());
      }
      if (BackupManifest.read(folder).isEmpty() && !isFree(folder)) {
        throw BackupManifest.bad(
            folder + " is not empty and holds no backup; name an empty folder or a new one");
      }
    } else {
      Files.createDirectories(folder, FileModes.PRIVATE_DIRECTORY);
    }
    return lock(folder);
  }

  /** Empty but for what a backup writes before its manifest. */
  private static boolean isFree(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString())
          .allMatch(name -> name.equals(LOCK) || name.equals(BackupManifest.FILE + ".tmp"));
    }
  }

  /** Holds a folder against other backups and restores; a process that ends lets go of it. */
  static BackupPlace lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            FileModes.PRIVATE_FILE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new BackupPlace(channel, lock);
      }
    } catch (OverlappingFileLockException e) {
      // this process holds it: the same answer
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw StorageProblem.BACKUP_RUNNING.exception("another process works on " + folder);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }

  /**
   * Refuses, with {@code bad_backup}, a place that is the data directory, in it or around it, also
   * by links: it would be copied into itself.
   */
  static void requireApart(Path dataDir, Path place) throws IOException {
    Path data = dataDir.toRealPath();
    Path real = real(place);
    if (real.startsWith(data) || data.startsWith(real)) {
      String how = real.equals(data) ? "is" : real.startsWith(data) ? "is inside" : "contains";
      throw BackupManifest.bad(place + " " + how + " the data directory " + dataDir);
    }
  }

  /** The place without links, where only its last names may be missing. */
  private static Path real(Path place) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.notExists(place)) {
        throw BackupManifest.bad(place + " is a link that leads nowhere");
      }
      return place.toRealPath();
    }
    return real(DurableFiles.directoryOf(place)).resolve(place.getFileName());
  }

  /** Refuses to write over something. */
  static void requireFree(Path file) throws FileAlreadyExistsException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }
}
