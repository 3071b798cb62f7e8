package crossreview.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import crossreview.time.Clock;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * What one host asks another to do in its place while it joins. Names are made with CREATE_NEW in a
 * folder of the data directory that both believe to have in common.
 */
sealed interface HostTask<T> extends Callable<T>, Serializable {
  String CLOCK = "clock";
  String DATA = "data";

  /** Tries to make each of some names; completes with the numbers of those that it made. */
  final class FileCreationTask implements HostTask<TreeSet<Integer>>, HazelcastInstanceAware {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final String prefix;
    private final int count;
    private transient Path data;

    FileCreationTask(String folder, String prefix, int count) {
      this.folder = folder;
      this.prefix = prefix;
      this.count = count;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance member) {
      data = (Path) Objects.requireNonNull(member.getUserContext().get(DATA), DATA);
    }

    @Override
    public TreeSet<Integer> call() throws IOException {
      check();
      return make(data.resolve(SharedDirectoryCheck.FOLDER).resolve(folder), prefix, count);
    }

    /** The caller may be any program that reaches the port. */
    private void check() {
      boolean sound =
          folder.matches("[0-9a-z-]{1,64}")
              && prefix.matches("[a-z]{1,8}-")
              && count <= SharedDirectoryCheck.NAMES;
      if (!sound) {
        throw new IllegalArgumentException("unknown race: " + folder + " " + prefix);
      }
    }

    static TreeSet<Integer> make(Path folder, String prefix, int count) throws IOException {
      TreeSet<Integer> made = new TreeSet<>();
      for (int i = 0; i < count; i++) {
        try {
          Files.createFile(folder.resolve(prefix + i));
          made.add(i);
        } catch (FileAlreadyExistsException e) {
          continue; // the other one was faster
        }
      }
      return made;
    }
  }

  /** What its clock says, in milliseconds. */
  final class ClockReadTask implements HostTask<Long>, HazelcastInstanceAware {
    private static final long serialVersionUID = 1L;

    private transient Clock clock;

    @Override
    public void setHazelcastInstance(HazelcastInstance member) {
      clock = (Clock) Objects.requireNonNull(member.getUserContext().get(CLOCK), CLOCK);
    }

    @Override
    public Long call() {
      return clock.now().toEpochMilli();
    }
  }
}
