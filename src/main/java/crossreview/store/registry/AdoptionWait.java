package crossreview.store.registry;

import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.RequestProblem;
import crossreview.store.disk.Futures;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Lets readers wait at the start while sessions are adopted, instead of telling them that nothing
 * is there. Any thread.
 */
public final class AdoptionWait {
  private volatile CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

  /**
   * From now on until {@link #end}, whoever finds no session, or one that is shorter than they
   * know, waits: after a power cut the heads of journals are missing until the recovery has adopted
   * what they confirmed.
   *
   * @param atMost how long anybody waits
   */
  public void begin(TimerService timerService, Duration atMost) {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    done = begun;
    timerService.after(atMost, () -> begun.complete(null));
  }

  /** Every unadopted session was tried. */
  public void end() {
    done.complete(null);
  }

  /** Looks, and once more after the end where the first look found too little. */
  <T> Future<T> sure(Supplier<Future<T>> look) {
    CompletableFuture<Void> end = done;
    boolean certain = end.isDone(); // before the look: what it finds may be older than the end
    return certain
        ? look.get()
        : look.get()
            .recover(cause ->
                tooLittle(cause)
                    ? Futures.future(end).compose(adopted -> look.get())
                    : Future.failedFuture(cause));
  }

  private static boolean tooLittle(Throwable cause) {
    return cause instanceof ProblemException problemException
        && (problemException.problem().kind() == ProblemKind.NOT_FOUND
            || problemException.problem().type() == RequestProblem.SEQ_AHEAD);
  }
}
