package crossreview.maintenance;

import crossreview.maintenance.RunRecovery.TakeUp;
import crossreview.model.SessionId;
import crossreview.time.TimerService;
import crossreview.time.TimerService.TimerHandle;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up runs that lost who conducted them, again and again with growing waits, until each is
 * executed, over, or held by a live process. The event that made them orphans comes once, and its
 * first try may come too early: the lock of a host that left is not known yet, the disk is still
 * away. Any thread.
 */
public final class OrphanedRuns {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedRuns.class);

  static final Duration FIRST_WAIT = Duration.ofMillis(100);
  static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

  /** About a minute and a half; the recovery by timer looks after what is left. */
  static final int TRIES = 26;

  /** Doubled each time that a run is cut off again: what it lacks may be gone for good. */
  static final Duration CUT_OFF_PAUSE = Duration.ofSeconds(1);

  static final Duration LONGEST_CUT_OFF_PAUSE = Duration.ofSeconds(32);

  /** A run that went on for so many pauses counts as recovered. */
  private static final int QUIET_PAUSES = 4;

  private static final int KEPT = 10_000; // the rest is found by the recovery by timer

  private final RunRecovery runRecovery;
  private final TimerService timerService;
  private final IntConsumer taken;
  private final Map<SessionId, Integer> tries = new LinkedHashMap<>();
  private final Map<SessionId, Integer> cutOffs = new HashMap<>();
  private Duration wait = FIRST_WAIT;
  private TimerHandle timer = () -> {};
  private boolean passing;

  /**
   * @param taken told how many runs were taken up, when there are some; must not block
   */
  public OrphanedRuns(RunRecovery runRecovery, TimerService timerService, IntConsumer taken) {
    this.runRecovery = runRecovery;
    this.timerService = timerService;
    this.taken = taken;
  }

  /** Tries these at once, and later again. Completes after the first try. */
  public Future<Void> add(List<SessionId> orphans) {
    synchronized (this) {
      orphans.stream()
          .limit(Math.max(0, KEPT - tries.size()))
          .forEach(orphan -> tries.put(orphan, 0));
      wait = FIRST_WAIT;
    }
    return pass();
  }

  /** Tries one that was cut off here, after a pause. */
  public void addLater(SessionId orphan) {
    int times;
    synchronized (this) {
      times = cutOffs.size() < KEPT || cutOffs.containsKey(orphan) ? count(orphan) : KEPT;
    }
    Duration pause = cutOffPause(times);
    timerService.after(pause, () -> add(List.of(orphan)));
    timerService.after(pause.multipliedBy(QUIET_PAUSES), () -> recovered(orphan, times));
  }

  private int count(SessionId orphan) {
    return cutOffs.merge(orphan, 1, Integer::sum);
  }

  private static Duration cutOffPause(int times) {
    Duration pause = CUT_OFF_PAUSE;
    for (int i = 1; i < times && pause.compareTo(LONGEST_CUT_OFF_PAUSE) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause;
  }

  private synchronized void recovered(SessionId orphan, int times) {
    cutOffs.remove(orphan, times); // unless it was cut off again since
  }

  private Future<Void> pass() {
    List<SessionId> ids;
    synchronized (this) {
      if (passing || tries.isEmpty()) {
        return Future.succeededFuture(); // the pass under way sets the timer for all
      }
      passing = true;
      timer.cancel();
      ids = List.copyOf(tries.keySet());
    }
    return runRecovery
        .takeUp(ids)
        .otherwise(OrphanedRuns::broken)
        .onSuccess(results -> settle(ids, results))
        .mapEmpty();
  }

  private static Map<SessionId, TakeUp> broken(Throwable bug) {
    LOG.atError().setCause(bug).log("the recovery broke");
    return Map.of();
  }

  private void settle(List<SessionId> ids, Map<SessionId, TakeUp> results) {
    synchronized (this) {
      passing = false;
      for (SessionId id : ids) {
        boolean refused = results.get(id) == TakeUp.REFUSED;
        tries.computeIfPresent(
            id, (known, before) -> refused && before + 1 < TRIES ? before + 1 : null);
      }
      if (!tries.isEmpty()) {
        timer = timerService.after(wait, this::pass);
        Duration doubled = wait.multipliedBy(2);
        wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
      }
    }
    int runs = (int) results.values().stream().filter(TakeUp.TAKEN::equals).count();
    if (runs > 0) {
      LOG.atInfo().addKeyValue("runs", runs).log("orphaned runs continue here");
      taken.accept(runs);
    }
  }
}
