package crossreview.lock;

import java.nio.file.Path;

/**
 * Which locks belong to hosts that were seen to leave. Being wrong costs a live holder its lock and
 * nothing else: its journal's fence notices. Any thread; must not block.
 */
@FunctionalInterface
public interface HostDepartures {
  /** Without a cluster: no host ever leaves. */
  HostDepartures NONE = (folder, token) -> false;

  /** Whether the lock of this session's folder that carries this token was theirs. */
  boolean left(Path folder, long token);

  /**
   * Whether no other daemon can work on the data directory. A lock of ours that nobody describes is
   * then one whose holder's name a power cut took.
   */
  default boolean alone() {
    return false;
  }
}
