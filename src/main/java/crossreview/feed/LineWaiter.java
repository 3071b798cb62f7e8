package crossreview.feed;

import crossreview.model.SessionId;
import crossreview.store.registry.LinePage;
import crossreview.time.TimerService;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waits once for a line after a position. */
final class LineWaiter implements HintListener {
  private final Feed feed;
  private final SessionId id;
  private final long after;
  private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

  LineWaiter(Feed feed, SessionId id, long after) {
    this.feed = feed;
    this.id = id;
    this.after = after;
  }

  /** Registers first and reads then, so that a line between the two is not missed. */
  Future<Boolean> start(TimerService timerService, Duration atMost) {
    feed.watch(id, this);
    TimerService.TimerHandle timer = timerService.after(atMost, () -> answer.complete(false));
    answer.whenComplete((found, cause) -> ended(timer));
    feed.pages()
        .page(id, after, 1, 1)
        .onSuccess(this::read)
        .onFailure(answer::completeExceptionally);
    Context context = Vertx.currentContext();
    return context == null
        ? Future.fromCompletionStage(answer)
        : Future.fromCompletionStage(answer, context);
  }

  private void ended(TimerService.TimerHandle timer) {
    timer.cancel();
    feed.unwatch(id, this);
  }

  private void read(LinePage page) {
    headAdvanced(id, page.head());
  }

  @Override
  public void headAdvanced(SessionId session, long head) {
    if (head > after) {
      answer.complete(true);
    }
  }

  @Override
  public void transientMessage(SessionId session, String json) {
    // A wait is for lines only.
  }
}
