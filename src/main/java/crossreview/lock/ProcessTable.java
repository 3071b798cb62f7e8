package crossreview.lock;

import java.time.Instant;

/** What this machine knows about itself and its processes. All methods block shortly. */
public interface ProcessTable {
  /** This process, its token 0. */
  Holder self(String node);

  /**
   * Whether the process is certainly gone: its pid is free, or belongs to a process that started at
   * another time. False whenever this cannot be known.
   *
   * @param started as in {@link Holder#started}
   */
  boolean gone(long pid, String started);

  /** When this machine started, by its wall clock; {@link Instant#MIN} when unknown. */
  Instant booted();

  /** What is known about a holder from here. */
  enum Fate {
    /** Alive, or out of sight: another machine, another pid namespace. */
    UNKNOWN,
    /** Its process on this very machine is gone. */
    GONE,
    /** It ran on a machine with our id before the last start of ours, or on a twin of our image. */
    OTHER_BOOT
  }

  /** The fate of a holder as seen by {@code self}. */
  default Fate fate(Holder self, Holder holder) {
    if (!known(self.machineId(), holder.machineId()) || holder.bootId().isEmpty()) {
      return Fate.UNKNOWN;
    }
    if (!known(self.bootId(), holder.bootId())) {
      return self.bootId().isEmpty() ? Fate.UNKNOWN : Fate.OTHER_BOOT;
    }
    boolean inSight = known(self.pidNamespace(), holder.pidNamespace());
    return inSight && gone(holder.pid(), holder.started()) ? Fate.GONE : Fate.UNKNOWN;
  }

  private static boolean known(String ours, String theirs) {
    return !ours.isEmpty() && ours.equals(theirs);
  }
}
