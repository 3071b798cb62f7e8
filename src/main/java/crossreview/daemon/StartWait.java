package crossreview.daemon;

import crossreview.model.ProblemException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Waits for one step of a start. */
final class StartWait {
  private static final Duration STEP_MAX = Duration.ofSeconds(30);

  private StartWait() {}

  /** Blocks; throws the refusal of a step that is refused. */
  static <T> T await(Future<T> step) {
    try {
      return step.toCompletionStage()
          .toCompletableFuture()
          .orTimeout(STEP_MAX.toSeconds(), TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ProblemException problemException ? problemException : e;
    }
  }
}
