package crossreview.cluster;

import crossreview.collection.BoundedMap;
import crossreview.model.SessionId;
import java.util.List;
import java.util.Map;

/**
 * The locks of hosts that were seen to leave, by the token that the map had of them. Any thread.
 *
 * <p>Only these are broken at once. What such a host takes later, in a part of the cluster of its
 * own, has another token and must be waited for: so two halves of a split do not take a session
 * from each other again and again.
 */
final class OrphanLocks {
  private static final int KEPT = 10_000; // a forgotten one becomes stale like any other lock

  private final Map<String, Long> tokens = BoundedMap.ofPut(KEPT);

  synchronized void add(List<Map.Entry<String, OwnershipEntry>> entries) {
    entries.forEach(entry -> tokens.put(entry.getKey(), entry.getValue().token()));
  }

  /** Whether a session was written by a host that left. */
  synchronized boolean knows(SessionId id) {
    return tokens.containsKey(id.value());
  }

  synchronized boolean left(SessionId id, long token) {
    Long known = tokens.get(id.value());
    return token != 0 && known != null && known == token;
  }
}
