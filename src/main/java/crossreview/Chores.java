package crossreview;

import crossreview.settings.Settings;
import crossreview.time.SystemTime;
import crossreview.upkeep.Housekeeping;
import crossreview.upkeep.Leftovers;
import crossreview.upkeep.Retention;
import crossreview.upkeep.Sweep;
import io.vertx.core.Vertx;
import java.time.Duration;

/** What works on all sessions, when somebody asks for it and once a day. */
record Chores(Sweep sweep, Retention retention, Leftovers leftovers) {
  private static final Duration FIRST = Duration.ofMinutes(10);

  static Chores of(Machinery machinery, Vertx vertx) {
    SystemTime time = new SystemTime();
    return new Chores(
        new Sweep(machinery.sessionRegistry(), time),
        new Retention(
            machinery.sessionRegistry(),
            machinery.locks(),
            time,
            task -> vertx.executeBlocking(task, false)),
        new Leftovers(
            machinery.sessionRegistry(),
            machinery.locks(),
            time,
            task -> vertx.executeBlocking(task, false)));
  }

  Housekeeping daily(Settings.Retention terms) {
    return new Housekeeping(
        sweep,
        retention,
        new Housekeeping.Terms(terms.closeIdle(), terms.keep(), terms.archive()),
        FIRST);
  }
}
