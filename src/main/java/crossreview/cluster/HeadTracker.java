package crossreview.cluster;

import crossreview.collection.BoundedMap;
import crossreview.model.SessionId;
import java.util.Map;

/** What was heard of the sessions of others, so that only more than that is told. Any thread. */
final class HeadTracker {
  private static final int KEPT = 10_000; // a forgotten one is told twice, which harms nothing

  private final Map<SessionId, Long> heads = BoundedMap.ofUsed(KEPT);

  /** Takes note; whether it is more than was known. */
  synchronized boolean advance(SessionId id, long head) {
    Long known = heads.get(id);
    if (known != null && known >= head) {
      return false;
    }
    heads.put(id, head);
    return true;
  }
}
