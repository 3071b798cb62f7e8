package crossreview.backup;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a data directory beside the sessions that belong to a copy of it. Tokens do not: a
 * backup lets nobody in. Locks, logs, addresses and what is on its way are of one process.
 */
final class PlainFiles {
  /** Paths within the data directory, with / between names. */
  private static final Pattern NAME =
      Pattern.compile(
          "format\\.json|audit[A-Za-z0-9._-]*\\.ndjson"
              + "|(keys|money|cursors|forges)(/[A-Za-z0-9_][A-Za-z0-9._-]*){1,3}");

  private static final String TEMPORARY = ".tmp";
  private static final int DEPTH_MAX = 4;
  private static final int BUFFER = 1 << 16;

  private PlainFiles() {}

  static boolean allowed(String name) {
    return NAME.matcher(name).matches() && !name.endsWith(TEMPORARY) && !name.endsWith(".lock");
  }

  /** The files that are there. */
  static List<Path> in(Path dataDir) throws IOException {
    try (Stream<Path> top = Files.list(dataDir)) {
      List<Path> roots =
          top.filter(path -> !path.getFileName().toString().equals("sessions")).toList();
      return roots.stream()
          .flatMap(PlainFiles::tree)
          .filter(file -> allowed(dataDir.relativize(file).toString()))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static Stream<Path> tree(Path root) {
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      return Files.isRegularFile(root, LinkOption.NOFOLLOW_LINKS) ? Stream.of(root) : Stream.of();
    }
    try (Stream<Path> all = Files.walk(root, DEPTH_MAX)) {
      return all
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies them all; one that goes away meanwhile is left out. */
  static void copy(Path from, Path to) throws IOException {
    for (Path file : in(from)) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(DurableFiles.directoryOf(target), FileModes.PRIVATE_DIRECTORY);
      try {
        whole(file, target);
      } catch (NoSuchFileException e) {
        Files.deleteIfExists(target); // it ended on both sides
      }
    }
  }

  /** Replaces a file by a copy of another, durably. */
  static void whole(Path from, Path to) throws IOException {
    Path temporary = to.resolveSibling(to.getFileName() + TEMPORARY);
    Files.deleteIfExists(temporary); // a backup that was cut may have left it
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out = DurableFiles.openNew(temporary)) {
      long end = in.size();
      for (long at = 0; at < end; ) {
        long moved = in.transferTo(at, Math.min(BUFFER, end - at), out);
        if (moved <= 0) {
          break; // it became shorter: what it is now
        }
        at += moved;
      }
      out.force(true);
    }
    DurableFiles.move(temporary, to);
  }
}
