package crossreview.maintenance;

import crossreview.lock.LockService;
import crossreview.maintenance.SessionRepair.RepairOutcome;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.SessionId;
import crossreview.proof.SessionVerifier;
import crossreview.proof.VerificationResult.Damage;
import crossreview.session.command.SessionCommand;
import crossreview.store.disk.Futures;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Repairs a damaged session under its lock and notes in its journal what was done. Any thread. */
public final class RepairJob {
  /** As long as a command waits for a lock by default. */
  private static final Duration WAIT = Duration.ofSeconds(26);

  private final SessionRegistry sessionRegistry;
  private final LockService locks;
  private final Clock clock;
  private final Function<Callable<RepairOutcome>, Future<RepairOutcome>> blocking;

  /**
   * @param blocking runs what touches files on a thread made for it
   */
  public RepairJob(
      SessionRegistry sessionRegistry,
      LockService locks,
      Clock clock,
      Function<Callable<RepairOutcome>, Future<RepairOutcome>> blocking) {
    this.sessionRegistry = sessionRegistry;
    this.locks = locks;
    this.clock = clock;
    this.blocking = blocking;
  }

  /**
   * Completes with what was done; a session in order is left alone, and may be in use. Fails with
   * {@code session_busy} while a run or another process holds a damaged one, and {@code
   * session_not_found}.
   */
  public Future<RepairOutcome> run(SessionId id, Actor actor) {
    Path folder = sessionRegistry.dir().session(id);
    return blocking
        .apply(() -> found(id, folder))
        .compose(
            found -> found.left().isEmpty() ? Future.succeededFuture(found) : repaired(id, actor));
  }

  /** Looks before it waits for a lock that may not be needed; all damage is left yet. */
  private static RepairOutcome found(SessionId id, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ProblemException(Problem.noSession(id.value()));
    }
    List<String> damaged =
        SessionVerifier.verify(folder).damages().stream().map(Damage::reason).toList();
    return new RepairOutcome(List.of(), damaged, null);
  }

  private Future<RepairOutcome> repaired(SessionId id, Actor actor) {
    Path folder = sessionRegistry.dir().session(id);
    String stamp = TimestampFormat.format(clock.now());
    return Futures.future(locks.acquire(folder, WAIT))
        .compose(lock ->
            blocking
                .apply(() -> SessionRepair.run(folder, id, stamp))
                .eventually(() -> Futures.future(lock.release())))
        .compose(repairOutcome -> noted(id, repairOutcome, actor));
  }

  /** The list forgets the damage first: the repaired journal may be shorter than it knows. */
  private Future<RepairOutcome> noted(SessionId id, RepairOutcome repairOutcome, Actor actor) {
    Path kept = repairOutcome.kept();
    if (kept == null || repairOutcome.done().isEmpty()) {
      return Future.succeededFuture(repairOutcome);
    }
    sessionRegistry.forget(id);
    String what =
        String.join("; ", repairOutcome.done()) + "; kept in replaced/" + kept.getFileName();
    return sessionRegistry
        .record(id, new SessionCommand.Append("repaired", what), new Actor(actor.by(), null))
        .map(repairOutcome)
        .recover(cause -> unopened(repairOutcome, cause));
  }

  /** Only lines before the one that opens the session were whole. */
  private static Future<RepairOutcome> unopened(RepairOutcome repairOutcome, Throwable cause) {
    if (!(cause instanceof ProblemException problemException)
        || problemException.problem().kind() != ProblemKind.NOT_FOUND) {
      return Future.failedFuture(cause);
    }
    List<String> left = new ArrayList<>(repairOutcome.left());
    left.add("no whole line opens the session; restore its folder from a backup");
    return Future.succeededFuture(
        new RepairOutcome(repairOutcome.done(), left, repairOutcome.kept()));
  }
}
