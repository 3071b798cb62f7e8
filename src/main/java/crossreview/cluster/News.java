package crossreview.cluster;

import crossreview.model.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was heard of the sessions of others, so that only more than that is told. Any thread. */
final class News {
  private static final int KEPT = 10_000; // a forgotten one is told twice, which harms nothing

  private final Map<SessionId, Long> heads =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Long> eldest) {
          return size() > KEPT;
        }
      };

  /** Takes note; whether it is more than was known. */
  synchronized boolean fresh(SessionId id, long head) {
    Long known = heads.get(id);
    if (known != null && known >= head) {
      return false;
    }
    heads.put(id, head);
    return true;
  }
}
