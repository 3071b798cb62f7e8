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
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Finds runs that nobody conducts and continues them, a few at a time. */
public final class RunRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(RunRecovery.class);
  private static final int ABREAST = 4; // replaying is disk work; doors stay quick meanwhile

  private final SessionRegistry sessionRegistry;
  private final ReviewService reviewService;
  private final String node;
  private final boolean goOn;

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

  /**
   * Completes with the number of runs that were taken up. A session that is damaged, held by
   * somebody else or refuses otherwise is left as it is and hinders no other.
   */
  public Future<Integer> run() {
    return run(interrupted());
  }

  /**
   * The same for sessions whose host is gone: those of them that run. Completes with the number of
   * runs that this host took up; another host may have been faster.
   */
  public Future<Integer> takeUp(List<SessionId> orphans) {
    List<Future<Optional<SessionId>>> looks = orphans.stream().map(this::running).toList();
    return Future.join(looks)
        .compose(all -> run(looks.stream().flatMap(look -> look.result().stream()).toList()));
  }

  private Future<Optional<SessionId>> running(SessionId id) {
    return sessionRegistry
        .view(id)
        .map(view -> Optional.of(id).filter(there -> view.session().running()))
        .otherwise(Optional.empty()); // it cannot be read, or was removed
  }

  private Future<Integer> run(List<SessionId> interrupted) {
    List<Future<Integer>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(ABREAST, interrupted.size()); lane++) {
      lanes.add(lane(interrupted, lane, 0));
    }
    return Future.join(lanes).map(all -> all.<Integer>list().stream().mapToInt(n -> n).sum());
  }

  private List<SessionId> interrupted() {
    Set<SessionId> ids = new LinkedHashSet<>(sessionRegistry.unadopted());
    for (String state : SessionState.UNDER_WAY) {
      String cursor = null;
      do {
        SessionPage page = sessionRegistry.list(new ListQuery(cursor, ListQuery.LIMIT_MAX, state));
        page.rows().forEach(sessionRow -> ids.add(sessionRow.id()));
        cursor = page.next();
      } while (cursor != null);
    }
    return List.copyOf(ids);
  }

  private Future<Integer> lane(List<SessionId> ids, int at, int done) {
    if (at >= ids.size()) {
      return Future.succeededFuture(done);
    }
    return reviewService
        .resume(ids.get(at), node, goOn)
        .recover(cause -> left(ids.get(at), cause))
        .compose(taken -> lane(ids, at + ABREAST, done + (taken ? 1 : 0)));
  }

  private static Future<Boolean> left(SessionId id, Throwable cause) {
    boolean busy = // its holder conducts it: nothing is wrong
        cause instanceof ProblemException problemException
            && problemException.problem().type() == StorageProblem.SESSION_BUSY;
    String why =
        cause instanceof ProblemException problemException
            ? problemException.problem().message()
            : cause.toString();
    LOG.atLevel(busy ? Level.DEBUG : Level.WARN)
        .addKeyValue("session", id)
        .log("an interrupted run is left as it is: {}", why);
    return Future.succeededFuture(false);
  }
}
