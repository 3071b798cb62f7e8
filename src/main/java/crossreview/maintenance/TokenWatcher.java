package crossreview.maintenance;

import crossreview.access.TokenFile;
import crossreview.access.TokenRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets tokens that were made or withdrawn meanwhile count without a restart. */
public final class TokenWatcher extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(TokenWatcher.class);
  private static final Duration EVERY = Duration.ofMillis(400); // one look at one file

  private final TokenFile file;
  private final TokenRegistry tokenRegistry;
  private long timer = -1;
  private String broken = "";

  public TokenWatcher(TokenFile file, TokenRegistry tokenRegistry) {
    this.file = file;
    this.tokenRegistry = tokenRegistry;
  }

  @Override
  public Future<?> start() {
    timer = vertx.setPeriodic(EVERY.toMillis(), id -> look());
    return Future.succeededFuture();
  }

  private void look() {
    vertx
        .executeBlocking(() -> file.refresh(tokenRegistry), false)
        .onSuccess(this::read)
        .onFailure(this::unread);
  }

  private void read(boolean changed) {
    broken = "";
    if (changed) {
      LOG.atInfo().log("the tokens have changed");
    }
  }

  /** Those that were there stay in force; the same fault is said once. */
  private void unread(Throwable cause) {
    if (!broken.equals(cause.toString())) {
      broken = cause.toString();
      LOG.atWarn().log("the tokens cannot be read, the known ones stay valid: {}", broken);
    }
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    return Future.succeededFuture();
  }
}
