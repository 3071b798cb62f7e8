package crossreview.maintenance;

import crossreview.model.SessionId;
import crossreview.store.log.Actor;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a day closes idle sessions and removes old ones, as far as the settings ask for it. One pass
 * at a time; several hosts may do the same, because each step decides again under the session's
 * lock.
 */
public final class MaintenanceVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceVerticle.class);
  private static final Duration EVERY = Duration.ofDays(1);

  private static final int NAMED_MAX = 20; // in one line of the log

  private final IdleSweep idleSweep;
  private final RetentionJob retentionJob;
  private final Supplier<RetentionPolicy> retentionPolicy;
  private final Duration first;
  private long timer = -1;

  /**
   * After how long.
   *
   * @param closeIdle unfinished sessions are closed; zero for never
   * @param keep closed sessions are removed; zero for never
   * @param archive where they go first
   */
  public record RetentionPolicy(Duration closeIdle, Duration keep, @Nullable Path archive) {}

  /**
   * @param retentionPolicy asked at each pass
   * @param first when the first pass begins: not at once, where a start has other work to do
   */
  public MaintenanceVerticle(
      IdleSweep idleSweep,
      RetentionJob retentionJob,
      Supplier<RetentionPolicy> retentionPolicy,
      Duration first) {
    this.idleSweep = idleSweep;
    this.retentionJob = retentionJob;
    this.retentionPolicy = retentionPolicy;
    this.first = first;
  }

  @Override
  public Future<?> start() {
    again(first);
    return Future.succeededFuture();
  }

  private void again(Duration wait) {
    timer = vertx.setTimer(wait.toMillis(), id -> pass().onComplete(done -> again(EVERY)));
  }

  /** One pass. What fails is logged, and tried again at the next one. */
  private Future<Void> pass() {
    RetentionPolicy terms = retentionPolicy.get();
    return closed(terms)
        .onSuccess(ids -> said("closed", ids))
        .onFailure(cause -> failed("closing idle sessions", cause))
        .eventually(() ->
            removed(terms)
                .onSuccess(ids -> said("removed", ids))
                .onFailure(cause -> failed("removing old sessions", cause)))
        .mapEmpty();
  }

  private Future<List<SessionId>> closed(RetentionPolicy terms) {
    return terms.closeIdle().isPositive()
        ? idleSweep.run(new IdleSweep.SweepTerms(terms.closeIdle()), false, Actor.DAEMON)
        : Future.succeededFuture(List.of());
  }

  private Future<List<SessionId>> removed(RetentionPolicy terms) {
    return terms.keep().isPositive()
        ? retentionJob.run(terms.keep(), terms.archive(), false)
        : Future.succeededFuture(List.of());
  }

  private static void said(String what, List<SessionId> ids) {
    if (!ids.isEmpty()) {
      List<SessionId> first = ids.subList(0, Math.min(ids.size(), NAMED_MAX));
      LOG.atInfo()
          .addKeyValue("sessions", ids.size())
          .addKeyValue("first", first)
          .log("maintenance: {} sessions", what);
    }
  }

  private static void failed(String what, Throwable cause) {
    LOG.atWarn().log("{} failed and will be repeated in a day: {}", what, cause.toString());
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    return Future.succeededFuture();
  }
}
