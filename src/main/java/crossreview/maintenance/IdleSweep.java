package crossreview.maintenance;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.session.command.SessionCommand;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Closes idle sessions. Whether one is idle is decided again on its own newest state, so a session
 * that was just continued stays open. Any thread.
 */
public final class IdleSweep {
  /** Shorter is refused: a person may sleep over a review. */
  public static final long IDLE_MINUTES_MIN = 24 * 60;

  public static final Duration IDLE_MIN = Duration.ofMinutes(IDLE_MINUTES_MIN);

  private static final Set<String> UNFINISHED = Set.of("open", "divided", "inconclusive");

  private final SessionRegistry sessionRegistry;
  private final Clock clock;

  public IdleSweep(SessionRegistry sessionRegistry, Clock clock) {
    this.sessionRegistry = sessionRegistry;
    this.clock = clock;
  }

  /**
   * Closes every session that was not changed for this time; completes with them.
   *
   * @param dry only says which
   */
  public Future<List<SessionId>> run(Duration idle, boolean dry, Actor actor) {
    String before = TimestampFormat.format(clock.now().minus(idle));
    List<SessionId> candidates = candidates(before);
    if (dry) {
      return Future.succeededFuture(candidates);
    }
    Future<List<SessionId>> swept = Future.succeededFuture(new ArrayList<>());
    for (SessionId id : candidates) {
      swept =
          swept.compose(done ->
              sessionRegistry
                  .record(id, new SessionCommand.Sweep(before), actor)
                  .map(true)
                  .recover(IdleSweep::left)
                  .map(closed -> closed ? with(done, id) : done));
    }
    return swept;
  }

  private static List<SessionId> with(List<SessionId> done, SessionId id) {
    done.add(id);
    return done;
  }

  /** Another command was faster, or another process holds it. */
  private static Future<Boolean> left(Throwable cause) {
    return cause instanceof ProblemException
        ? Future.succeededFuture(false)
        : Future.failedFuture(cause);
  }

  private List<SessionId> candidates(String before) {
    List<SessionId> found = new ArrayList<>();
    String cursor = null;
    do {
      SessionPage page = sessionRegistry.list(new ListQuery(cursor, ListQuery.LIMIT_MAX, null));
      page.rows().stream()
          .filter(sessionRow ->
              UNFINISHED.contains(sessionRow.state())
                  && sessionRow.updatedAt().compareTo(before) < 0)
          .forEach(sessionRow -> found.add(sessionRow.id()));
      cursor = page.next();
    } while (cursor != null);
    return found;
  }
}
