package crossreview.maintenance;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.run.SessionOutcome;
import crossreview.session.command.SessionCommand;
import crossreview.session.decision.CommandDecision;
import crossreview.session.decision.Decider;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Closes idle sessions. Whether one is idle is decided again on its own newest state, so a session
 * that was just continued stays open. Any thread.
 */
public final class IdleSweep {
  /** Shorter is refused: a person may sleep over a review. */
  public static final long IDLE_MINUTES_MIN = 24 * 60;

  public static final Duration IDLE_MIN = Duration.ofMinutes(IDLE_MINUTES_MIN);

  /** The next push to a branch continues its session, and may be two weeks away. */
  static final Duration BRANCH_IDLE_MIN = Duration.ofDays(14);

  private static final Set<String> UNFINISHED = Set.of("open", "divided", "inconclusive");

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
    Duration idle = terms.idle();
    Duration branch = idle.compareTo(BRANCH_IDLE_MIN) < 0 ? BRANCH_IDLE_MIN : idle;
    List<IdleSession> candidates =
        candidates(
            TimestampFormat.format(clock.now().minus(idle)),
            TimestampFormat.format(clock.now().minus(branch)));
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

    static Optional<IdleSession> of(SessionRow row, String before, String branchBefore) {
      ChangeIdentity change = row.rowSupplement().change();
      String bound = change != null && change.branch() != null ? branchBefore : before;
      boolean idle = UNFINISHED.contains(row.state()) && row.updatedAt().compareTo(bound) < 0;
      return idle ? Optional.of(new IdleSession(row.id(), bound)) : Optional.empty();
    }
  }

  private List<IdleSession> candidates(String before, String branchBefore) {
    List<IdleSession> found = new ArrayList<>();
    String cursor = null;
    do {
      SessionPage page = sessionRegistry.list(new ListQuery(cursor, ListQuery.LIMIT_MAX, null));
      page.rows().stream()
          .flatMap(row -> IdleSession.of(row, before, branchBefore).stream())
          .forEach(found::add);
      cursor = page.next();
    } while (cursor != null);
    return found;
  }
}
