package crossreview.testkit;

import crossreview.lock.LinuxProcessTable;
import crossreview.lock.LockHolder;
import crossreview.lock.ProcessTable;
import java.time.Instant;

/** This machine, on which every other process is gone. */
public final class DeadProcesses implements ProcessTable {
  @Override
  public LockHolder self(String node) {
    return new LinuxProcessTable().self(node);
  }

  @Override
  public boolean isDead(long pid, String started) {
    return true;
  }

  @Override
  public Instant booted() {
    return Instant.MIN;
  }
}
