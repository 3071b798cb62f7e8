package crossreview.call;

import crossreview.model.ProblemException;
import crossreview.model.StorageProblem;
import crossreview.time.Ticker;
import crossreview.time.TimerService;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a reservation while the journals cannot say what dead processes have spent, as after a
 * crash before its sessions are adopted. Any thread.
 */
final class SettlementWait {
  private static final Duration SOON = Duration.ofMillis(100); // most adoptions take less

  /** Each try reads the journals of these days. */
  private static final Duration SELDOM = Duration.ofSeconds(5);

  /** A session whose holder is unknown is adopted when it was silent for so long, and a look. */
  static final Duration AT_MOST = BudgetClaimants.SILENT.plusSeconds(30);

  private final TimerService timerService;
  private final Ticker ticker;
  private final Set<Runnable> pauses = ConcurrentHashMap.newKeySet();
  private @Nullable Long since; // null while everything is settled that is asked for
  private volatile boolean ended;

  SettlementWait(TimerService timerService, Ticker ticker) {
    this.timerService = timerService;
    this.ticker = ticker;
  }

  /** Something could not be settled now; whether it is worth another try. */
  synchronized boolean worthwhile() {
    since = since == null ? Long.valueOf(ticker.nanos()) : since;
    return ticker.nanos() - since < AT_MOST.toNanos();
  }

  /** Nothing is left to settle. */
  synchronized void over() {
    since = null;
  }

  /**
   * The first result that an attempt has. Fails like the attempt, and with {@code shutting_down}
   * after {@link #end}. Completes on the context that asked.
   */
  <T> Future<T> until(Supplier<Future<Optional<T>>> attempt) {
    return until(attempt, SOON);
  }

  private <T> Future<T> until(Supplier<Future<Optional<T>>> attempt, Duration pause) {
    if (ended) {
      return Future.failedFuture(stopping());
    }
    return attempt
        .get()
        .compose(result ->
            result.isPresent()
                ? Future.succeededFuture(result.get())
                : pause(pause).compose(over -> until(attempt, longer(pause))));
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(SELDOM) < 0 ? twice : SELDOM;
  }

  private Future<Void> pause(Duration pause) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    Runnable ending = () -> over.complete(null);
    pauses.add(ending);
    TimerService.TimerHandle timer = timerService.after(pause, ending);
    over.whenComplete((done, none) -> {
      timer.cancel();
      pauses.remove(ending);
    });
    if (ended) {
      ending.run();
    }
    Context context = Vertx.currentContext();
    return context == null
        ? Future.fromCompletionStage(over)
        : Future.fromCompletionStage(over, context);
  }

  /** Nobody waits any more. */
  void end() {
    ended = true;
    pauses.forEach(Runnable::run);
  }

  private static ProblemException stopping() {
    return StorageProblem.SHUTTING_DOWN.exception(
        "the daemon is stopping; the run continues later");
  }
}
