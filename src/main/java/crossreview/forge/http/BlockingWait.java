package crossreview.forge.http;

import crossreview.model.ForgeProblem;
import crossreview.model.ProblemException;
import crossreview.time.BlockingResult;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/** Waiting of a virtual thread, always within a bound. */
public final class BlockingWait {
  private final TimerService timerService;

  public BlockingWait(TimerService timerService) {
    this.timerService = timerService;
  }

  /**
   * The result, or the failure as {@link BlockingResult} throws it.
   *
   * @throws ProblemException {@code forge_unavailable} at the end of the bound
   */
  public static <T> T result(Future<T> future, Duration most) {
    return BlockingResult.of(future, most, BlockingWait::late);
  }

  private static ProblemException late(Duration most) {
    return ForgeProblem.FORGE_UNAVAILABLE.exception("no answer within " + most.toSeconds() + " s");
  }

  /** Lets this time pass; no platform thread is taken. */
  public void pause(Duration time) {
    Promise<Void> over = Promise.promise();
    timerService.after(time, over::tryComplete);
    result(over.future(), time.plusSeconds(60)); // a timer that is late by a minute is lost
  }
}
