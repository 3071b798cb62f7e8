package crossreview.feed;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.store.registry.LinePage;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages of a store. Any thread. */
public final class StorePageReader implements PageReader {
  private final SessionRegistry sessionRegistry;
  private final @Nullable String project;

  /** All of them. */
  public StorePageReader(SessionRegistry sessionRegistry) {
    this(sessionRegistry, null);
  }

  private StorePageReader(SessionRegistry sessionRegistry, @Nullable String project) {
    this.sessionRegistry = sessionRegistry;
    this.project = project;
  }

  @Override
  public PageReader within(@Nullable String other) {
    return new StorePageReader(sessionRegistry, other);
  }

  @Override
  public boolean sees(SessionId id) {
    return project == null
        || sessionRegistry
            .knownScope(id)
            .filter(sessionScope -> sessionScope.project().equals(project))
            .isPresent();
  }

  @Override
  public Future<LinePage> page(SessionId id, long after, int maxLines, int maxBytes) {
    return sees(id)
        ? sessionRegistry.page(id, after, maxLines, maxBytes)
        : sessionRegistry
            .scope(id)
            .compose(sessionScope -> {
              if (!sessionScope.project().equals(project)) {
                throw new ProblemException(Problem.noSession(id.value()));
              }
              return sessionRegistry.page(id, after, maxLines, maxBytes);
            });
  }

  @Override
  public Future<Map<SessionId, Long>> heads() {
    return Future.succeededFuture(sessionRegistry.heads(project));
  }

  @Override
  public Future<Map<SessionId, Long>> polledHeads() {
    return sessionRegistry.externalChanges().heads(project);
  }
}
