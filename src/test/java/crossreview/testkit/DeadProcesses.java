package crossreview.testkit;

import crossreview.lock.Holder;
import crossreview.lock.LinuxProcesses;
import crossreview.lock.ProcessTable;
import java.time.Instant;

/** This machine, on which every other process is gone. */
public final class DeadProcesses implements ProcessTable {
  @Override
  public Holder self(String node) {
    return new LinuxProcesses().self(node);
  }

  @Override
  public boolean gone(long pid, String started) {
    return true;
  }

  @Override
  public Instant booted() {
    return Instant.MIN;
  }
}
