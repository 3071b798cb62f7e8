package crossreview.daemon;

import crossreview.call.BudgetGuard;
import crossreview.call.BudgetGuard.DayCost;
import crossreview.logging.LoggingConfig;
import crossreview.metrics.MetricsRegistry;
import crossreview.model.Money;
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
    Supplier<Settings> current,
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
      ConfigModule config, BudgetGuard budgetGuard, Supplier<String> notReady) {
    SystemTime time = new SystemTime();
    return new ConditionReader(
        () -> config.current().get().settings(),
        config.reviewService(),
        budgetGuard,
        config.current().get().defaults().peerCatalog().seats(),
        notReady,
        time.now(),
        time.nanos(),
        time);
  }

  /** Adds what is read at each scrape. */
  MetricsRegistry measured(MetricsRegistry metrics) {
    metrics.gauge(
        "crossreview_reviews_running", "Reviews that run.", () -> reviewService.load().running());
    metrics.gauge(
        "crossreview_reviews_waiting",
        "Reviews that wait for a place or memory.",
        () -> reviewService.load().waiting());
    metrics.gauge(
        "crossreview_seats_waiting", "Seats that wait for somebody.", () -> seats.open().size());
    metrics.gauge(
        "crossreview_day_cost_dollars",
        "US dollars that this process spent in this UTC day.",
        () -> budgetGuard.spending().spent().amount().doubleValue());
    metrics.gauge(
        "crossreview_reserved_dollars",
        "US dollars that running calls may still cost.",
        () -> budgetGuard.reserved().amount().doubleValue());
    metrics.gauge(
        "crossreview_day_limit_dollars",
        "limits.day_usd; NaN where it is not set.",
        this::dayLimitDollars);
    metrics.gauge(
        "crossreview_ready", "1 if the daemon is ready.", () -> notReady.get().isEmpty() ? 1 : 0);
    metrics.gauge(
        "crossreview_uptime_seconds",
        "Seconds since the start.",
        () -> (time.nanos() - startedNanos) / 1e9);
    return metrics;
  }

  private double dayLimitDollars() {
    Money limit = current.get().limits().dayUsd();
    return limit == null ? Double.NaN : limit.amount().doubleValue();
  }

  @Override
  public DaemonCondition get() {
    Settings settings = current.get();
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
