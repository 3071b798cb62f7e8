package crossreview.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a directory is mounted from, and whether several hosts may write there.
 *
 * <p>A file system must refuse a name at once on every host when one host has made it, or two of
 * them can believe that they made it. NFS 4.1 does so without its caches; disks of one machine do
 * it among the processes of that machine.
 *
 * @param type as the kernel calls the file system
 * @param options of the mount and of the file system
 */
record MountInfo(String type, Set<String> options) {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final Set<String> SHARED = Set.of("ocfs2", "gfs2", "ceph", "fuse.ceph");
  private static final List<String> NFS = List.of("sync", "noac", "lookupcache=none");

  MountInfo {
    options = Set.copyOf(options);
  }

  /** The mount that a directory is on; blocks shortly. */
  static MountInfo of(Path directory) throws IOException {
    return of(directory.toRealPath(), Files.readAllLines(TABLE))
        .orElseThrow(() -> new IOException("no mount of " + TABLE + " has " + directory));
  }

  /** By the lines of proc_pid_mountinfo(5); the deepest mount that holds the directory. */
  static Optional<MountInfo> of(Path directory, List<String> lines) {
    return lines.stream()
        .map(line -> line.split(" "))
        .filter(words -> words.length > 9)
        .filter(words -> directory.startsWith(Path.of(unescaped(words[4]))))
        .max(
            Comparator.comparingInt(
                (String[] words) -> Path.of(unescaped(words[4])).getNameCount()))
        .flatMap(MountInfo::parsed);
  }

  private static Optional<MountInfo> parsed(String[] words) {
    int dash = Arrays.asList(words).indexOf("-");
    if (dash < 0 || dash + 3 >= words.length) {
      return Optional.empty();
    }
    Set<String> options = new LinkedHashSet<>(List.of(words[5].split(",")));
    options.addAll(List.of(words[dash + 3].split(",")));
    return Optional.of(new MountInfo(words[dash + 1], options));
  }

  /** The kernel writes blanks and the like as three octal digits. */
  private static String unescaped(String path) {
    return path.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
  }

  /**
   * Why two hosts must not write here, if so.
   *
   * @param oneMachine whether both are processes of one machine
   */
  Optional<String> objection(boolean oneMachine) {
    if (type.startsWith("nfs")) {
      return nfs();
    }
    if (oneMachine || SHARED.contains(type)) {
      return Optional.empty();
    }
    return Optional.of(
        "the data directory is on "
            + type
            + ", which is not known to be safe between machines; known are ocfs2, gfs2, ceph, and"
            + " nfs from 4.1 on");
  }

  private Optional<String> nfs() {
    List<String> missing = NFS.stream().filter(wanted -> !options.contains(wanted)).toList();
    Optional<String> version =
        options.stream().filter(o -> o.startsWith("vers=")).map(o -> o.substring(5)).findFirst();
    boolean old = version.isEmpty() || version.get().compareTo("4.1") < 0;
    if (!old && missing.isEmpty()) {
      return Optional.empty();
    }
    String is = old ? "nfs " + version.orElse("of unknown version") : "nfs without " + missing;
    return Optional.of(
        "the data directory is on " + is + "; nfs 4.1 or later is needed with " + NFS);
  }
}
