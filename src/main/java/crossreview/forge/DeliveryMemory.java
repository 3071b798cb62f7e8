package crossreview.forge;

import java.util.LinkedHashSet;
import java.util.Set;

/** The ids of the events that arrived lately, so that a repeated one does nothing. Any thread. */
public final class DeliveryMemory {
  /** An event that is older has been forgotten; repeating it makes the daemon look, not post. */
  static final int KEPT = 4_096;

  private final Set<String> seen = new LinkedHashSet<>();

  /** Whether an id is new; it is not afterwards. */
  public synchronized boolean add(String id) {
    if (!seen.add(id)) {
      return false;
    }
    if (seen.size() > KEPT) {
      seen.remove(seen.iterator().next());
    }
    return true;
  }

  /** Lets an id be new again: what it asked for was not noted. */
  public synchronized void remove(String id) {
    seen.remove(id);
  }
}
