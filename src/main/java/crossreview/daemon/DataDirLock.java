package crossreview.daemon;

import crossreview.file.FileModes;
import crossreview.file.StorageProblems;
import crossreview.model.ProblemException;
import crossreview.model.StorageProblem;
import crossreview.store.disk.DataDir;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Prevents a second daemon on one data directory, by an OS lock on {@code daemon.lock} for the life
 * of the process. Two daemons harm each other nothing; but each session has one writer, so callers
 * of the other one are told that it is busy.
 */
final class DataDirLock implements AutoCloseable {
  private final FileChannel channel;

  private DataDirLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Refused with {@code data_dir_in_use} when another daemon has the directory. */
  static DataDirLock of(DataDir dir) {
    Path file = dir.root().resolve("daemon.lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              FileModes.PRIVATE_FILE);
      if (taken(channel)) {
        return new DataDirLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("use " + file, e));
    }
    throw StorageProblem.DATA_DIR_IN_USE.exception(
        "another daemon uses "
            + dir.root()
            + "; stop it, choose another data_dir, or start both with data_dir_shared=true");
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // a daemon in this process
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
