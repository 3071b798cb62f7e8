package crossreview.feed;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.store.LinePage;
import crossreview.store.Sessions;
import io.vertx.core.Future;
import java.util.Map;

/** The pages of a store. Any thread. */
public final class StorePages implements Pages {
  private final Sessions sessions;
  private final String project;

  /** All of them. */
  public StorePages(Sessions sessions) {
    this(sessions, null);
  }

  private StorePages(Sessions sessions, String project) {
    this.sessions = sessions;
    this.project = project;
  }

  @Override
  public Pages within(String other) {
    return new StorePages(sessions, other);
  }

  @Override
  public boolean sees(SessionId id) {
    return project == null
        || sessions.knownOwner(id).filter(owner -> owner.project().equals(project)).isPresent();
  }

  @Override
  public Future<LinePage> page(SessionId id, long after, int maxLines, int maxBytes) {
    return sees(id)
        ? sessions.page(id, after, maxLines, maxBytes)
        : sessions
            .owner(id)
            .compose(owner -> {
              if (!owner.project().equals(project)) {
                throw new ProblemException(Problem.noSession(id.value()));
              }
              return sessions.page(id, after, maxLines, maxBytes);
            });
  }

  @Override
  public Future<Map<SessionId, Long>> heads() {
    return Future.succeededFuture(sessions.heads(project));
  }

  @Override
  public Future<Map<SessionId, Long>> looked() {
    return sessions.foreign().heads(project);
  }
}
