package crossreview.lock;

import java.time.Instant;

/** What this machine knows about itself and its processes. All methods block shortly. */
public interface ProcessTable {
  /** This process, its token 0. */
  LockHolder self(String node);

  /**
   * Whether the process is certainly gone: its pid is free, or belongs to a process that started at
   * another time. False whenever this cannot be known.
   *
   * @param started as in {@link LockHolder#started}
   */
  boolean isDead(long pid, String started);

  /** When this machine started, by its wall clock; {@link Instant#MIN} when unknown. */
  Instant booted();

  /** What is known about a holder from here. */
  enum HolderFate {
    /** Alive, or out of sight: another machine, another pid namespace. */
    UNKNOWN,
    /** Its process on this very machine is gone. */
    GONE,
    /** It ran on a machine with our id before the last start of ours, or on a twin of our image. */
    OTHER_BOOT
  }

  /** The fate of a holder as seen by {@code self}. */
  default HolderFate fate(LockHolder self, LockHolder lockHolder) {
    if (!known(self.machineId(), lockHolder.machineId()) || lockHolder.bootId().isEmpty()) {
      return HolderFate.UNKNOWN;
    }
    if (!known(self.bootId(), lockHolder.bootId())) {
      return self.bootId().isEmpty() ? HolderFate.UNKNOWN : HolderFate.OTHER_BOOT;
    }
    boolean inSight = known(self.pidNamespace(), lockHolder.pidNamespace());
    return inSight && isDead(lockHolder.pid(), lockHolder.started())
        ? HolderFate.GONE
        : HolderFate.UNKNOWN;
  }

  private static boolean known(String ours, String theirs) {
    return !ours.isEmpty() && ours.equals(theirs);
  }
}
