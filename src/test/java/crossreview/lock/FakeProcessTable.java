package crossreview.lock;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A machine whose processes live and die as a test says. */
final class FakeProcessTable implements ProcessTable {
  static final LockHolder SELF =
      new LockHolder("node-a", "machine-1", "boot-1", "pid:[1]", 41, "500", 0);

  private final Set<Long> gone = ConcurrentHashMap.newKeySet();
  private volatile Instant booted = Instant.MIN;

  FakeProcessTable kill(long pid) {
    gone.add(pid);
    return this;
  }

  FakeProcessTable bootedAt(Instant instant) {
    booted = instant;
    return this;
  }

  @Override
  public LockHolder self(String node) {
    return new LockHolder(
        node, SELF.machineId(), SELF.bootId(), SELF.pidNamespace(), SELF.pid(), SELF.started(), 0);
  }

  @Override
  public boolean isDead(long pid, String started) {
    return gone.contains(pid);
  }

  @Override
  public Instant booted() {
    return booted;
  }
}
