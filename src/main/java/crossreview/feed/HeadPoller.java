package crossreview.feed;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.store.registry.LinePage;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for news in followed sessions that is not announced to this process.
 *
 * <p>One look at a time, one session after the other, and the next look a while after the last one
 * ended: a slow disk makes it rarer, never denser. It rests while nothing is followed.
 */
final class HeadPoller {
  private static final Logger LOG = LoggerFactory.getLogger(HeadPoller.class);

  private final Feed feed;
  private final TimerService timerService;
  private final Duration every;
  private final AtomicBoolean awake = new AtomicBoolean();

  /** Heads at the last look at everything; touched by one look at a time. */
  private Map<SessionId, Long> known = new HashMap<>();

  HeadPoller(Feed feed, TimerService timerService, Duration every) {
    this.feed = feed;
    this.timerService = timerService;
    this.every = every;
  }

  TimerService timers() {
    return timerService;
  }

  Duration every() {
    return every;
  }

  /** Begins to look, unless it does already. Any thread. */
  void wake() {
    if (awake.compareAndSet(false, true)) {
      timerService.after(every, this::look);
    }
  }

  private void look() {
    Queue<Map.Entry<SessionId, Feed.WatchEntry>> todo = new ArrayDeque<>();
    for (Map.Entry<SessionId, Feed.WatchEntry> entry : feed.watched().entrySet()) {
      if (entry.getValue().announced) {
        entry.getValue().announced = false;
      } else {
        todo.add(entry);
      }
    }
    sessions(todo);
  }

  private void sessions(Queue<Map.Entry<SessionId, Feed.WatchEntry>> todo) {
    while (!todo.isEmpty()) {
      Map.Entry<SessionId, Feed.WatchEntry> next = todo.remove();
      Future<LinePage> page = feed.pages().page(next.getKey(), next.getValue().head, 1, 1);
      if (!page.isComplete()) {
        page.onComplete(done -> found(next, page)).onComplete(done -> sessions(todo));
        return;
      }
      found(next, page);
    }
    everything();
  }

  private void found(Map.Entry<SessionId, Feed.WatchEntry> entry, Future<LinePage> page) {
    if (page.succeeded()) {
      if (page.result().head() > entry.getValue().head) {
        feed.announce(entry.getKey(), page.result().head());
      }
    } else if (!(page.cause() instanceof ProblemException)) {
      failed(entry.getKey(), page.cause());
    }
    // A refusal is told to the follower when it reads; a look only hints.
  }

  private static void failed(Object session, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("session", session)
        .addKeyValue("error", cause)
        .log("reading what other hosts wrote failed");
  }

  private void everything() {
    if (feed.watchedEverywhere()) {
      feed.pages().polledHeads().onComplete(heads -> compared(heads.result(), heads.cause()));
    } else {
      known = new HashMap<>();
      rest();
    }
  }

  private void compared(Map<SessionId, Long> heads, Throwable cause) {
    if (heads == null) {
      if (!shuttingDown(cause)) {
        failed("all", cause);
      }
    } else {
      heads.forEach(this::compare);
      known = heads;
    }
    rest();
  }

  private static boolean shuttingDown(Throwable cause) {
    return cause instanceof ProblemException problemException
        && problemException.problem().type() == StorageProblem.SHUTTING_DOWN;
  }

  private void compare(SessionId id, long head) {
    if (head > known.getOrDefault(id, 0L)) {
      feed.announce(id, head);
    }
  }

  private void rest() {
    awake.set(false);
    if (!feed.watched().isEmpty() || feed.watchedEverywhere()) {
      wake();
    }
  }
}
