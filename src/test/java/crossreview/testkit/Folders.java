package crossreview.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whole folders: copies of them, and whether anything in them has changed. */
public final class Folders {
  private Folders() {}

  /** Makes a folder that only its owner can enter, as a data directory has to be. */
  public static Path createPrivate(Path folder) throws IOException {
    return Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Copies everything; the target is made. */
  public static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    for (Path path : all(from)) {
      Files.copy(path, to.resolve(from.relativize(path).toString()));
    }
  }

  /** When each file and folder was last written, by its name. */
  public static Map<String, FileTime> times(Path in) throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    for (Path path : all(in)) {
      times.put(in.relativize(path).toString(), Files.getLastModifiedTime(path));
    }
    return times;
  }

  private static List<Path> all(Path in) throws IOException {
    try (Stream<Path> all = Files.walk(in)) {
      return all.sorted().toList();
    }
  }

  /** Removes a folder with everything in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
