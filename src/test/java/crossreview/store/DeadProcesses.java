package crossreview.store;

import crossreview.lock.Holder;
import crossreview.lock.LinuxProcesses;
import crossreview.lock.ProcessTable;
import java.util.Optional;

/** This machine, on which every other process is gone. */
final class DeadProcesses implements ProcessTable {
  @Override
  public Holder self(String node) {
    return new LinuxProcesses().self(node);
  }

  @Override
  public Optional<String> startOf(long pid) {
    return Optional.empty();
  }
}
