package crossreview.http.request;

import crossreview.access.TokenRegistry.Authentication;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The requests that are being answered: a stop waits for them, and a withdrawn token ends them; one
 * event loop.
 */
public final class InFlightRequests {
  private final Vertx vertx;
  private final Promise<Void> idle = Promise.promise();
  private final Set<HttpExchange> requests = new LinkedHashSet<>();
  private boolean stopping;

  public InFlightRequests(Vertx vertx) {
    this.vertx = vertx;
  }

  void begun(HttpExchange httpExchange) {
    requests.add(httpExchange);
  }

  void ended(HttpExchange httpExchange) {
    requests.remove(httpExchange);
    check();
  }

  /** Ends those whose token would let nobody in now, such as polls that still wait. */
  public void withdraw(Predicate<Authentication> holds) {
    requests.stream()
        .filter(request -> request.identified() && !holds.test(request.pass()))
        .toList()
        .forEach(HttpExchange::withdraw);
  }

  /** Completes when nothing is being answered any more, or after the time. */
  public Future<Void> idle(Duration atMost) {
    stopping = true;
    long timer = vertx.setTimer(atMost.toMillis(), late -> idle.tryComplete());
    check();
    return idle.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void check() {
    if (stopping && requests.isEmpty()) {
      idle.tryComplete();
    }
  }
}
