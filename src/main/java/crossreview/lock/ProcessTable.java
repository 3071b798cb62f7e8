package crossreview.lock;

import java.util.Optional;

/** What a machine knows about its processes. All methods block shortly. */
public interface ProcessTable {
  /** This process; the token is 0. */
  Holder self(String node);

  /** When the process with the pid started, in the unit of {@link Holder#started}; empty when gone. */
  Optional<String> startOf(long pid);

  /**
   * Whether a holder is certainly dead: the same machine runs another boot, or the same boot and pid
   * namespace has no such process any more.
   */
  static boolean provesDead(ProcessTable table, Holder self, Holder holder) {
    if (!self.machineId().equals(holder.machineId()) || self.machineId().isEmpty()) {
      return false;
    }
    if (!self.bootId().equals(holder.bootId())) {
      return !self.bootId().isEmpty() && !holder.bootId().isEmpty();
    }
    boolean sameNamespace =
        self.pidNamespace().equals(holder.pidNamespace()) && !self.pidNamespace().isEmpty();
    return sameNamespace
        && table.startOf(holder.pid()).filter(holder.started()::equals).isEmpty();
  }
}
