package crossreview.maintenance;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.review.ReviewService;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionState;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Finds orphaned runs and continues them, a few at a time. */
public final class RunRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(RunRecovery.class);
  private static final int CONCURRENT = 4; // replaying is disk work; requests stay quick meanwhile

  private final SessionRegistry sessionRegistry;
  private final ReviewService reviewService;
  private final String node;
  private final boolean goOn;
  private @Nullable Future<Integer> current;

  /**
   * @param goOn false ends such runs with {@code recovered_after_restart}
   */
  public RunRecovery(
      SessionRegistry sessionRegistry, ReviewService reviewService, String node, boolean goOn) {
    this.sessionRegistry = sessionRegistry;
    this.reviewService = reviewService;
    this.node = node;
    this.goOn = goOn;
  }

  /** What became of a try. */
  enum TakeUp {
    /** The run continues here. */
    TAKEN,
    /** There is nothing to take up: it is over, or conducted here. */
    DONE,
    /** Another process holds the session, or it cannot be read now. */
    REFUSED
  }

  /**
   * Takes up what is interrupted; a call during another one completes with it. Completes with the
   * number of runs that were taken up. A session that is damaged, held by another process or is
   * refused otherwise stays unchanged and does not stop the others.
   */
  public synchronized Future<Integer> run() {
    if (current == null || current.isComplete()) {
      current = pass();
    }
    return current;
  }

  private Future<Integer> pass() {
    Set<SessionId> awaited = sessionRegistry.adoption().unadopted(); // by readers
    return run(List.copyOf(awaited))
        .onSuccess(tried -> sessionRegistry.adoption().end(opened(tried)))
        .compose(first -> run(interrupted(first.keySet())).map(rest -> taken(first) + taken(rest)));
  }

  private static List<SessionId> opened(Map<SessionId, TakeUp> tried) {
    return tried.keySet().stream().filter(id -> tried.get(id) != TakeUp.REFUSED).toList();
  }

  private static int taken(Map<SessionId, TakeUp> results) {
    return (int) results.values().stream().filter(TakeUp.TAKEN::equals).count();
  }

  /**
   * The same for sessions whose host is gone: those of them that run. Another host may have been
   * faster.
   */
  Future<Map<SessionId, TakeUp>> takeUp(List<SessionId> orphans) {
    Map<SessionId, TakeUp> results = new ConcurrentHashMap<>();
    List<Future<Void>> looks =
        orphans.stream()
            .map(id -> look(id).onSuccess(l -> results.put(id, l)).<Void>mapEmpty())
            .toList();
    return Future.join(looks)
        .compose(
            all -> run(orphans.stream().filter(id -> results.get(id) == TakeUp.TAKEN).toList()))
        .map(tried -> {
          results.putAll(tried);
          return results;
        });
  }

  /** {@code TAKEN} for a run that can be taken up. */
  private Future<TakeUp> look(SessionId id) {
    return sessionRegistry
        .view(id)
        .map(view -> view.session().running() ? TakeUp.TAKEN : TakeUp.DONE)
        .otherwise(TakeUp.REFUSED); // what is not there may come back with its disk
  }

  private Future<Map<SessionId, TakeUp>> run(List<SessionId> interrupted) {
    Map<SessionId, TakeUp> results = new ConcurrentHashMap<>();
    List<Future<Void>> workers = new ArrayList<>();
    for (int first = 0; first < Math.min(CONCURRENT, interrupted.size()); first++) {
      workers.add(resumeEach(interrupted, first, results));
    }
    return Future.join(workers).map(all -> results);
  }

  private List<SessionId> interrupted(Set<SessionId> tried) {
    Set<SessionId> ids = new LinkedHashSet<>();
    for (String state : SessionState.UNDER_WAY) {
      String cursor = null;
      do {
        SessionPage page = sessionRegistry.list(new ListQuery(cursor, ListQuery.LIMIT_MAX, state));
        page.rows().forEach(sessionRow -> ids.add(sessionRow.id()));
        cursor = page.next();
      } while (cursor != null);
    }
    ids.removeAll(tried);
    return List.copyOf(ids);
  }

  private Future<Void> resumeEach(List<SessionId> ids, int at, Map<SessionId, TakeUp> results) {
    if (at >= ids.size()) {
      return Future.succeededFuture();
    }
    SessionId id = ids.get(at);
    return reviewService
        .resume(id, node, goOn)
        .map(taken -> taken ? TakeUp.TAKEN : TakeUp.DONE)
        .otherwise(cause -> left(id, cause))
        .compose(result -> {
          results.put(id, result);
          return resumeEach(ids, at + CONCURRENT, results);
        });
  }

  private static TakeUp left(SessionId id, Throwable cause) {
    boolean busy = // its holder conducts it: nothing is wrong
        cause instanceof ProblemException problemException
            && problemException.problem().type() == StorageProblem.SESSION_BUSY;
    String why =
        cause instanceof ProblemException problemException
            ? problemException.problem().message()
            : cause.toString();
    LOG.atLevel(busy ? Level.DEBUG : Level.WARN)
        .addKeyValue("session", id)
        .log("an interrupted run is not continued: {}", why);
    return TakeUp.REFUSED;
  }
}
