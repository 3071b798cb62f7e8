package crossreview.store.registry;

import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.store.disk.Futures;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Lets readers wait at the start while sessions are adopted, instead of telling them that nothing
 * is there. Any thread.
 */
public final class AdoptionWait {
  private final StartupScan startupScan;
  private final Executor disk;
  private volatile CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

  AdoptionWait(StartupScan startupScan, Executor disk) {
    this.startupScan = startupScan;
    this.disk = disk;
  }

  /**
   * Sessions with unconfirmed lines when the index was loaded, that this process has not opened
   * since: a power cut may have taken a head, or even the whole session, out of sight.
   */
  public Set<SessionId> unadopted() {
    return startupScan.unadopted();
  }

  /**
   * From now on until {@link #end(Collection)}, whoever finds no session, or one that is shorter
   * than they know, waits: after a power cut the heads of journals are missing until the recovery
   * has adopted what they confirmed. The process that began it either bounds it or ends.
   */
  public void begin() {
    done = new CompletableFuture<>();
  }

  /**
   * Whoever waits now or comes later waits so long at the most. A start may take long before it
   * knows the sessions at all, so this begins to count when they are known.
   */
  public void bound(TimerService timerService, Duration atMost) {
    CompletableFuture<Void> begun = done;
    timerService.after(atMost, () -> begun.complete(null));
  }

  /**
   * Every unadopted session was tried; the wait ends when what was adopted is durable.
   *
   * @param opened those of them that were opened here
   */
  public void end(Collection<SessionId> opened) {
    CompletableFuture<Void> waiting = done;
    Future.join(opened.stream().map(id -> Futures.future(startupScan.adoption(id))).toList())
        .onComplete(durable -> waiting.complete(null));
  }

  /** What is complete only then; at once where nothing is waited for. */
  public <T> Future<T> afterwards(Supplier<T> look) {
    CompletableFuture<Void> end = done;
    return end.isDone()
        ? Future.succeededFuture(look.get())
        : Futures.future(end).map(ended -> look.get());
  }

  /**
   * Looks, and once more after the end where the first look found too little. Nobody hears of a
   * session that it is not there, or shorter than they know, before it is adopted.
   */
  <T> Future<T> sure(SessionId id, Supplier<Future<T>> look) {
    return patient(id, look).recover(cause -> Future.failedFuture(plain(id, cause)));
  }

  private Throwable plain(SessionId id, Throwable cause) {
    return tooLittle(cause) && unadopted().contains(id)
        ? StorageProblem.SESSION_NOT_ADOPTED.exception(
            "session "
                + id
                + " has lines that no owner has confirmed since the last start, and its lock does"
                + " not say whose it is")
        : cause;
  }

  private <T> Future<T> patient(SessionId id, Supplier<Future<T>> look) {
    CompletableFuture<Void> end = done;
    if (end.isDone()) { // before the look: what it finds may be older than the end
      return look.get();
    }
    return Futures.future(Futures.on(disk, () -> startupScan.unadopted(id)))
        .otherwise(false) // the look says what is wrong
        .compose(unadopted ->
            unadopted // an older head may be there, which hides what is known
                ? Futures.future(end).compose(adopted -> look.get())
                : look.get().recover(cause -> later(cause, end, look)));
  }

  private static <T> Future<T> later(
      Throwable cause, CompletableFuture<Void> end, Supplier<Future<T>> look) {
    return tooLittle(cause)
        ? Futures.future(end).compose(adopted -> look.get())
        : Future.failedFuture(cause);
  }

  private static boolean tooLittle(Throwable cause) {
    return cause instanceof ProblemException problemException
        && (problemException.problem().kind() == ProblemKind.NOT_FOUND
            || problemException.problem().type() == RequestProblem.SEQ_AHEAD);
  }
}
