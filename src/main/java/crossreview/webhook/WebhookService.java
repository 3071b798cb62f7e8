package crossreview.webhook;

import crossreview.feed.CursorStore;
import crossreview.lock.HeldLock;
import crossreview.lock.LockLostException;
import crossreview.lock.LockService;
import crossreview.model.ProblemException;
import crossreview.model.StorageProblem;
import crossreview.time.TimerService;
import crossreview.webhook.WebhookTarget.TargetParts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One target on this host: it delivers while it has the lock of the target's folder, and waits for
 * the lock while another host has it. Any thread.
 */
public final class WebhookService {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookService.class);
  private static final Duration LOCK = Duration.ofSeconds(60); // of a disk that is slow
  private static final Duration ELSEWHERE = Duration.ofSeconds(10); // until the next try
  private static final Duration FAULT = Duration.ofSeconds(30); // a disk that fails, or a bug
  private static final Duration STOP = Duration.ofSeconds(5); // a thread that hangs is left

  private final TargetParts parts;
  private final LockService locks;
  private final CursorStore cursors;
  private final TimerService timerService;
  private final Promise<Void> ended = Promise.promise();
  private volatile Future<Void> released = Future.succeededFuture(); // the last lock
  private volatile boolean closed;
  private volatile @Nullable Thread thread; // null until it begins

  WebhookService(
      TargetParts parts, LockService locks, CursorStore cursors, TimerService timerService) {
    this.parts = parts;
    this.timerService = timerService;
    this.locks = locks;
    this.cursors = cursors;
  }

  public String name() {
    return parts.name();
  }

  /** Begins to deliver what comes from now on, or goes on where an earlier process was. */
  public void begin() {
    thread = Thread.ofVirtual().name("webhook-" + parts.name()).start(this::run);
  }

  private void run() {
    try {
      while (!closed) {
        LockSupport.parkNanos(turn().toNanos());
      }
    } catch (InterruptedException | CancellationException e) {
      LOG.atDebug().addKeyValue("webhook", parts.name()).log("ended"); // the daemon stops
    } finally {
      released.onComplete(free -> ended.tryComplete());
    }
  }

  /** Works until it may not; how long to wait before the next turn. */
  private Duration turn() throws InterruptedException {
    HeldLock lock = null;
    try {
      parts.folder().make();
      lock =
          locks
              .acquire(parts.folder().path(), Duration.ZERO)
              .toCompletableFuture()
              .get(LOCK.toMillis(), TimeUnit.MILLISECONDS);
      HeldLock held = lock;
      new WebhookTarget(parts, cursors).work(() -> !closed && holds(held));
      return Duration.ofMillis(1);
    } catch (ExecutionException | TimeoutException e) {
      return busy(e) ? ELSEWHERE : failed(e);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      return failed(e);
    } finally {
      if (lock != null) {
        released = Future.fromCompletionStage(lock.release());
      }
    }
  }

  private static boolean busy(Exception e) {
    return e.getCause() instanceof ProblemException problem
        && problem.problem().type() == StorageProblem.SESSION_BUSY;
  }

  private Duration failed(Exception e) {
    if (!closed) { // a file that is read while the daemon stops is closed under its reader
      LOG.atError().addKeyValue("webhook", parts.name()).setCause(e).log("a webhook failed");
    }
    return FAULT;
  }

  private static boolean holds(HeldLock lock) {
    try {
      lock.verify();
      return true;
    } catch (LockLostException e) {
      return false;
    }
  }

  /**
   * How a target is, as it is stored.
   *
   * @param pending events that were taken from the feed and not delivered yet
   * @param disabled why nothing is sent; null where it is
   */
  public record TargetReport(
      String name, int pending, int failures, @Nullable String disabled, List<DeadLetter> dead) {}

  /** An event that was given up. */
  public record DeadLetter(String session, long seq, int attempts, @Nullable String fault) {}

  /** Blocks for the disk. */
  public TargetReport report() {
    WebhookState state = parts.folder().state();
    return new TargetReport(
        parts.name(),
        state.pending().size(),
        state.failures(),
        state.disabled(),
        state.dead().stream()
            .map(event ->
                new DeadLetter(
                    event.session().value(), event.seq(), event.attempts(), event.fault()))
            .toList());
  }

  /**
   * Has dead letters sent again and a disabled target tried again, by the host that has the lock,
   * within seconds. Blocks for the disk.
   *
   * @param request under which repeating it does nothing
   */
  public void replay(String request) {
    parts.folder().requestReplay(request);
  }

  /** Ends it where it is; completes when another service can take the lock of the target. */
  public Future<Void> close() {
    closed = true;
    Thread working = thread;
    if (working == null) {
      ended.tryComplete();
    } else {
      working.interrupt();
    }
    Promise<Void> late = Promise.promise();
    timerService.after(STOP, late::tryComplete);
    return Future.any(ended.future(), late.future())
        .<Void>mapEmpty()
        .onComplete(done -> parts.sender().close());
  }
}
