package crossreview.feed;

import crossreview.model.SessionId;
import crossreview.store.registry.LinePage;
import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a feed reads told lines; the store, seen through a narrow window. Any context may ask. */
public interface PageReader {

  /**
   * Lines behind {@code after}, at least one if there is any, and the head. Refused with {@code
   * session_not_found}, with {@code seq_ahead} beyond the head, or because the session is damaged.
   */
  Future<LinePage> page(SessionId id, long after, int maxLines, int maxBytes);

  /**
   * The same for a caller of one project, whom other sessions are not found, or of all for null.
   */
  PageReader within(@Nullable String project);

  /** Whether a session that is written or known here is seen through this window. */
  boolean sees(SessionId id);

  /** Every session that is known here with the seq of its last told line. */
  Future<Map<SessionId, Long>> heads();

  /** The same after a look at the disk for what runs elsewhere. */
  Future<Map<SessionId, Long>> polledHeads();
}
