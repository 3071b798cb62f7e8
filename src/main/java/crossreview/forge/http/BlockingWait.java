package crossreview.forge.http;

import crossreview.model.ForgeProblem;
import crossreview.model.ProblemException;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting of a virtual thread, always within a bound. */
public final class BlockingWait {
  private final TimerService timerService;

  public BlockingWait(TimerService timerService) {
    this.timerService = timerService;
  }

  /**
   * The result. Refusals are thrown as they are; anything else is a bug, and the end of the bound
   * is {@code forge_unavailable}.
   *
   * @throws CancellationException when the thread was interrupted because the daemon stops
   */
  public static <T> T result(Future<T> future, Duration most) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(most.toMillis(), MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the daemon stops");
    } catch (TimeoutException e) {
      throw ForgeProblem.FORGE_UNAVAILABLE.exception("no answer within " + most.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ProblemException problem
          ? problem
          : new IllegalStateException(e.getCause());
    }
  }

  private static final TimeUnit MILLIS = TimeUnit.MILLISECONDS;

  /** Lets this time pass; no platform thread is taken. */
  public void pause(Duration time) {
    Promise<Void> over = Promise.promise();
    timerService.after(time, over::tryComplete);
    result(over.future(), time.plusSeconds(60)); // a timer that is late by a minute is lost
  }
}
