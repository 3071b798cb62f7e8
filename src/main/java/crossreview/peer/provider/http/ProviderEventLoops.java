package crossreview.peer.provider.http;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Event loops for calls to providers, one per core, so that no review's own thread reads bytes. */
public final class ProviderEventLoops {
  private final List<Context> contexts = new CopyOnWriteArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Future<?> ready;

  public ProviderEventLoops(Vertx vertx) {
    int cores = Runtime.getRuntime().availableProcessors();
    DeploymentOptions options = new DeploymentOptions().setInstances(cores);
    ready = vertx.deployVerticle(LoopVerticle::new, options);
  }

  /** Lends its context. */
  private final class LoopVerticle extends VerticleBase {
    @Override
    public Future<?> start() {
      contexts.add(context);
      return Future.succeededFuture();
    }
  }

  /**
   * Runs a task on one of them and hands it a way back to the same one; everything that the task
   * starts stays there.
   */
  void run(Consumer<Consumer<Runnable>> task) {
    ready.onSuccess(done -> {
      Context context = contexts.get(Math.floorMod(next.getAndIncrement(), contexts.size()));
      context.runOnContext(on -> task.accept(then -> context.runOnContext(back -> then.run())));
    });
  }
}
