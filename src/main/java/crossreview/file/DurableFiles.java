package crossreview.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files that are whole and durable when a method returns: bytes are fsynced before they get their
 * name, and the directory is fsynced after it. New files have mode 0600 and new directories 0700
 * from birth. All methods block.
 */
public final class DurableFiles {
  private DurableFiles() {}

  /**
   * Opens a new file for writing; the caller makes it durable and closes it.
   *
   * @throws FileAlreadyExistsException if it is there
   */
  public static FileChannel openNew(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        FileModes.PRIVATE_FILE);
  }

  /** Writes to the last byte; one call of the system may write fewer. */
  public static void writeAll(WritableByteChannel channel, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  /**
   * Writes a new file; its bytes are durable on return, its name when the directory is synced.
   *
   * @throws FileAlreadyExistsException if it is there
   */
  public static void writeNew(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = openNew(file)) {
      writeAll(channel, bytes);
      channel.force(true);
    }
  }

  /**
   * Makes a whole file unless it is there; of several that race one succeeds. A crash leaves at
   * most the temporary file behind.
   *
   * @param temporary a name in the same directory that is not used otherwise
   * @return whether this call made it
   */
  public static boolean create(Path file, byte[] bytes, Path temporary) throws IOException {
    Files.deleteIfExists(temporary); // a crash may have left it
    try {
      writeNew(temporary, bytes);
      Files.createLink(file, temporary);
      syncDirectory(directoryOf(file));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Puts a whole file in the place of another: readers see the old bytes or the new ones.
   *
   * @param temporary a name in the same directory that is not used otherwise
   */
  public static void replace(Path file, byte[] bytes, Path temporary) throws IOException {
    Files.deleteIfExists(temporary); // a crash may have left it
    try {
      writeNew(temporary, bytes);
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Renames within one file system, in one step; a file that was there is replaced. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(directoryOf(to));
    if (!directoryOf(to).equals(directoryOf(from))) {
      syncDirectory(directoryOf(from));
    }
  }

  /** The directory that a file is in. */
  public static Path directoryOf(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IllegalArgumentException(file + " is a root, and in no directory");
    }
    return directory;
  }

  /** Makes the names in a directory durable. */
  public static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes a file or a directory with all that is in it; links are removed, not followed. */
  public static void deleteTree(Path root) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(root)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
