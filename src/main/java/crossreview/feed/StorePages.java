package crossreview.feed;

import crossreview.model.SessionId;
import crossreview.store.LinePage;
import crossreview.store.Sessions;
import io.vertx.core.Future;
import java.util.Map;

/** The pages of a store. Any thread. */
public final class StorePages implements Pages {
  private final Sessions sessions;

  public StorePages(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Future<LinePage> page(SessionId id, long after, int maxLines, int maxBytes) {
    return sessions.page(id, after, maxLines, maxBytes);
  }

  @Override
  public Future<Map<SessionId, Long>> heads() {
    return Future.succeededFuture(sessions.heads());
  }
}
