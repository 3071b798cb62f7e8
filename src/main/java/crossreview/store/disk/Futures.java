package crossreview.store.disk;

import crossreview.model.StorageProblem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Turns completion stages into futures that complete on the caller's context. */
public final class Futures {
  private Futures() {}

  /**
   * A future on the current context, or on the completing thread where there is none; it fails with
   * the failure itself, without the wrapper that stages put around it.
   */
  public static <T> Future<T> future(CompletionStage<T> stage) {
    Context context = Vertx.currentContext();
    Future<T> future =
        context == null
            ? Future.fromCompletionStage(stage)
            : Future.fromCompletionStage(stage, context);
    return future.recover(failure -> Future.failedFuture(cause(failure)));
  }

  /**
   * The result of blocking work; its failure is the one that the work threw, without a wrapper, and
   * {@code shutting_down} where the threads take no more.
   */
  public static <T> CompletionStage<T> on(Executor thread, Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    try {
      thread.execute(() -> run(work, done));
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(
          StorageProblem.SHUTTING_DOWN.exception("the data directory is being closed"));
    }
    return done;
  }

  private static <T> void run(Supplier<T> work, CompletableFuture<T> done) {
    try {
      done.complete(work.get());
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  /** The failure itself, not the wrapper that stages put around it. */
  public static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
