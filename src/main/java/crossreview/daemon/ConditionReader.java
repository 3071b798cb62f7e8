package crossreview.daemon;

import crossreview.call.BudgetGuard;
import crossreview.call.BudgetGuard.DayCost;
import crossreview.logging.LoggingConfig;
import crossreview.operation.admin.DaemonStatus.DaemonCondition;
import crossreview.peer.seat.SeatRegistry;
import crossreview.process.Version;
import crossreview.review.ReviewLoad;
import crossreview.review.ReviewService;
import crossreview.settings.Settings;
import crossreview.time.SystemTime;
import java.time.Instant;
import java.util.function.Supplier;

/** Reads how a daemon is doing from its parts; cheap, any thread. */
record ConditionReader(
    Settings settings,
    ReviewService reviewService,
    BudgetGuard budgetGuard,
    SeatRegistry seats,
    Supplier<String> notReady,
    Instant started,
    long startedNanos,
    SystemTime time)
    implements Supplier<DaemonCondition> {
  /** For a daemon that starts now. */
  static ConditionReader of(
      Settings settings,
      ReviewService reviewService,
      BudgetGuard budgetGuard,
      SeatRegistry seats,
      Supplier<String> notReady) {
    SystemTime time = new SystemTime();
    return new ConditionReader(
        settings, reviewService, budgetGuard, seats, notReady, time.now(), time.nanos(), time);
  }

  @Override
  public DaemonCondition get() {
    DayCost spending = budgetGuard.spending();
    ReviewLoad load = reviewService.load();
    return new DaemonCondition(
        Version.TEXT,
        ProcessHandle.current().pid(),
        started,
        (time.nanos() - startedNanos) / 1_000_000_000,
        notReady.get(),
        settings.log().toFile() ? Settings.logFile(settings.dataDir()).toString() : "stderr",
        load.running(),
        load.waiting(),
        seats.open().size(),
        spending.spent(),
        spending.begun().isBefore(started) ? started : spending.begun(),
        budgetGuard.reserved(),
        settings.limits().dayUsd(),
        LoggingConfig.recentProblems());
  }
}
