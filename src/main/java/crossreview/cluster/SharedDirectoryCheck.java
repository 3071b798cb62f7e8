package crossreview.cluster;

import crossreview.file.DurableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Whether two hosts that think they share a directory really do, and whether a name can be made
 * there by one of them only.
 */
final class SharedDirectoryCheck {
  static final String FOLDER = "cluster";
  static final int NAMES = 200; // some of them are made in the very same moment
  private static final int SEEN = 20;

  private final Path folder;
  private final String name;

  /**
   * @param name of a folder for this race alone
   */
  SharedDirectoryCheck(Path dataDir, String name) {
    this.folder = dataDir.resolve(FOLDER).resolve(name);
    this.name = name;
  }

  /** The other host. */
  interface RemoteHost {
    /** Begins to make names there. */
    Future<TreeSet<Integer>> make(String folder, String prefix, int count);
  }

  /** What is wrong, if something is. Blocks. */
  Optional<String> run(RemoteHost remoteHost) throws Exception {
    Files.createDirectories(folder);
    try {
      Optional<String> lost = race(remoteHost);
      return lost.isPresent() ? lost : seen(remoteHost);
    } finally {
      DurableFiles.deleteTree(folder);
    }
  }

  private Optional<String> race(RemoteHost remoteHost) throws Exception {
    Future<TreeSet<Integer>> there = remoteHost.make(name, "race-", NAMES);
    TreeSet<Integer> here = HostTask.FileCreationTask.make(folder, "race-", NAMES);
    return verdict(here, answer(there), NAMES);
  }

  /** Each name was made by exactly one. */
  static Optional<String> verdict(TreeSet<Integer> here, TreeSet<Integer> there, int names) {
    TreeSet<Integer> both = new TreeSet<>(here);
    both.retainAll(there);
    if (!both.isEmpty()) {
      return Optional.of("both hosts created the same " + both.size() + " of " + names + " names");
    }
    int missing = names - here.size() - there.size();
    return missing == 0
        ? Optional.empty()
        : Optional.of("no host could create " + missing + " of " + names + " names");
  }

  /** What one made is refused to the other at once. */
  private Optional<String> seen(RemoteHost remoteHost) throws Exception {
    HostTask.FileCreationTask.make(folder, "here-", SEEN);
    TreeSet<Integer> again = answer(remoteHost.make(name, "here-", SEEN));
    answer(remoteHost.make(name, "there-", SEEN));
    again.addAll(HostTask.FileCreationTask.make(folder, "there-", SEEN));
    return again.isEmpty()
        ? Optional.empty()
        : Optional.of("a name that one host had created was created again by the other");
  }

  private static <T> T answer(Future<T> future) throws Exception {
    return future.get(JoinCheck.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
