package crossreview.http;

import crossreview.access.TokenFile;
import crossreview.access.TokenRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether tokens were made meanwhile, for a request whose token is not known: it may be some
 * milliseconds old. Any thread.
 *
 * <p>One look is under way and at most one waits, whatever the number of requests, so guesses
 * cannot occupy more than one thread.
 */
public final class TokenReload {
  /** A disk that does not answer must not keep whoever has no token. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final TokenFile tokenFile;
  private final TokenRegistry tokenRegistry;
  private @Nullable Future<Boolean> running;
  private @Nullable Future<Boolean> next;

  public TokenReload(Vertx vertx, TokenFile tokenFile, TokenRegistry tokenRegistry) {
    this.vertx = vertx;
    this.tokenFile = tokenFile;
    this.tokenRegistry = tokenRegistry;
  }

  /** Ends after a look that began after this call, or after a second; it never fails. */
  public Future<Boolean> look() {
    return shared().timeout(WAIT.toMillis(), TimeUnit.MILLISECONDS).otherwise(false);
  }

  private synchronized Future<Boolean> shared() {
    if (running == null) {
      return begin();
    }
    if (next == null) {
      next = running.transform(before -> begin());
    }
    return next;
  }

  private synchronized Future<Boolean> begin() {
    next = null;
    Future<Boolean> look = vertx.executeBlocking(() -> tokenFile.refresh(tokenRegistry), false);
    running = look;
    look.onComplete(end -> ended(look));
    return look;
  }

  private synchronized void ended(Future<Boolean> look) {
    running = running == look && next == null ? null : running;
  }
}
