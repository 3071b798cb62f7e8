package crossreview.maintenance;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.run.SessionOutcome;
import crossreview.session.command.SessionCommand;
import crossreview.session.decision.CommandDecision;
import crossreview.session.decision.Decider;
import crossreview.store.index.IdleLimit;
import crossreview.store.index.SessionPage;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes idle sessions. Whether one is idle is decided again on its own newest state, so a session
 * that was just continued stays open. Any thread.
 */
public final class IdleSweep {
  /** Shorter is refused: a person may sleep over a review. */
  public static final long IDLE_MINUTES_MIN = 24 * 60;

  public static final Duration IDLE_MIN = Duration.ofMinutes(IDLE_MINUTES_MIN);

  private final SessionRegistry sessionRegistry;
  private final Clock clock;

  public IdleSweep(SessionRegistry sessionRegistry, Clock clock) {
    this.sessionRegistry = sessionRegistry;
    this.clock = clock;
  }

  /**
   * What is closed, and as what.
   *
   * @param idle without any line for this time
   * @param outcome {@code max-rounds} closes only sessions whose last run used up its rounds; null
   *     closes these as that and the others as aborted
   * @param reason why, in words; null for none
   */
  public record SweepTerms(
      Duration idle, @Nullable SessionOutcome outcome, @Nullable String reason) {
    /** For time alone. */
    public SweepTerms(Duration idle) {
      this(idle, null, null);
    }
  }

  /**
   * Closes every session that was not changed for this time; completes with them. One about a
   * branch stays open for two weeks at least. A session with a running run, so also one with an
   * open seat, is never idle.
   *
   * @param dry only says which
   */
  public Future<List<SessionId>> run(SweepTerms terms, boolean dry, Actor actor) {
    List<IdleSession> candidates = candidates(IdleLimit.of(clock.now(), terms.idle()));
    Future<List<SessionId>> swept = Future.succeededFuture(new ArrayList<>());
    for (IdleSession candidate : candidates) {
      SessionId id = candidate.id();
      swept =
          swept.compose(done ->
              (dry ? possible(candidate, terms) : closed(candidate, terms, actor))
                  .recover(IdleSweep::left)
                  .map(closed -> closed ? with(done, id) : done));
    }
    return swept;
  }

  private Future<Boolean> closed(IdleSession candidate, SweepTerms terms, Actor actor) {
    return sessionRegistry.record(candidate.id(), candidate.sweep(terms), actor).map(true);
  }

  /** Whether it would be closed; nothing is recorded. */
  private Future<Boolean> possible(IdleSession candidate, SweepTerms terms) {
    return sessionRegistry
        .view(candidate.id())
        .map(view ->
            Decider.decide(view.readable(), candidate.sweep(terms))
                instanceof CommandDecision.CommandAcceptance);
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

  /** A session whose last line is older than a stamp. */
  private record IdleSession(SessionId id, String before) {
    SessionCommand sweep(SweepTerms terms) {
      return new SessionCommand.Sweep(before, terms.outcome(), terms.reason());
    }
  }

  private List<IdleSession> candidates(IdleLimit bound) {
    return SessionPage.all(sessionRegistry::list, null).stream()
        .filter(bound::idle)
        .map(row -> new IdleSession(row.id(), bound.before(row)))
        .toList();
  }
}
