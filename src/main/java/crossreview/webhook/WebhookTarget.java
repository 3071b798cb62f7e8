package crossreview.webhook;

import crossreview.feed.CursorStore;
import crossreview.feed.Feed;
import crossreview.feed.FeedPager.FeedLine;
import crossreview.feed.FeedPager.FeedPage;
import crossreview.feed.FeedPager.PageRequest;
import crossreview.feed.LineFilter;
import crossreview.journal.StoredLine;
import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.time.BlockingResult;
import crossreview.time.Clock;
import crossreview.webhook.DeliveryOutcome.Acceptance;
import crossreview.webhook.DeliveryOutcome.FailedAttempt;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the events of one target, one after the other, as long as it has the lock. One virtual
 * thread; every place at which it can end is one from which the next start goes on.
 */
final class WebhookTarget {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookTarget.class);
  private static final int PAGE_BYTES = 256 * 1024; // of lines that are held until they are sent
  private static final Duration LOOK = Duration.ofSeconds(2); // how late a replay may begin
  private static final Duration STORE = Duration.ofSeconds(30); // a page takes milliseconds

  /** So many deliveries may be repeated after a kill; each write of the state costs an fsync. */
  private static final int UNSAVED_MAX = 20;

  private final TargetParts parts;
  private final CursorStore cursors;
  private final Map<String, StoredLine> fresh = new HashMap<>(); // of the last page, by message id
  private WebhookState state = WebhookState.NEW;
  private int unsaved;
  private int skipped; // pages that had nothing for the target

  /**
   * What it works with.
   *
   * @param project whose sessions it sees; null for all
   * @param listener hears of each attempt
   */
  record TargetParts(
      String name,
      LineFilter filter,
      @Nullable String project,
      Feed feed,
      TargetFolder folder,
      WebhookSender sender,
      RetryPlan plan,
      Clock clock,
      DeliveryListener listener) {}

  /** Hears how attempts end. */
  @FunctionalInterface
  interface DeliveryListener {
    void attempted(String name, String result);
  }

  WebhookTarget(TargetParts parts, CursorStore cursors) {
    this.parts = parts;
    this.cursors = cursors;
  }

  /** Works until {@code mayWork} says no or the thread is interrupted. */
  void work(BooleanSupplier mayWork) {
    state = parts.folder().state();
    fresh.clear();
    try {
      while (mayWork.getAsBoolean()) {
        replay();
        Optional<PendingEvent> due = state.due(now());
        if (due.isPresent()) {
          deliver(due.get());
        } else {
          save();
          look();
        }
      }
    } finally {
      fresh.clear();
    }
  }

  private long now() {
    return parts.clock().now().toEpochMilli();
  }

  private void replay() {
    String request = parts.folder().replayRequest();
    if (!request.isEmpty() && !request.equals(state.replayed())) {
      state = state.replay(request);
      unsaved++;
      save();
    }
  }

  private void save() {
    if (unsaved > 0) {
      parts.folder().save(state);
      unsaved = 0;
    }
  }

  /** Takes more events from the feed, or waits for the next attempt, but never long. */
  private void look() {
    long now = now();
    long next = state.nextAt().map(at -> Math.max(1, at - now)).orElse(Long.MAX_VALUE);
    Duration wait = Duration.ofMillis(Math.min(LOOK.toMillis(), next));
    if (state.resting(now) || state.room() == 0) {
      pause(wait);
    } else {
      page(wait);
    }
  }

  private static void pause(Duration wait) {
    LockSupport.parkNanos(wait.toNanos()); // it may wake early: the caller looks again
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the daemon stops");
    }
  }

  private void page(Duration wait) {
    PageRequest request =
        new PageRequest(state.cursor(), state.cursor() == null, state.room(), PAGE_BYTES, wait);
    try {
      taken(await(parts.feed().page(cursors, parts.project(), request), STORE.plus(wait)));
    } catch (ProblemException e) {
      if (e.problem().type() != RequestProblem.BAD_CURSOR) {
        throw e;
      }
      state = state.lost("its position is lost; a replay begins at the present");
      parts.folder().save(state);
      LOG.atError().addKeyValue("webhook", parts.name()).log("{}", e.problem().message());
    }
  }

  private void taken(FeedPage page) {
    List<PendingEvent> events = new ArrayList<>();
    for (FeedLine line : page.lines()) {
      if (parts.filter().wants(line.line())) {
        PendingEvent event = PendingEvent.of(line.session(), line.line().seq());
        events.add(event);
        fresh.put(event.messageId(parts.name()), line.line());
      }
    }
    boolean moved = !page.cursor().equals(state.cursor());
    boolean first = state.cursor() == null;
    state = state.taken(page.cursor(), events);
    if (first || !events.isEmpty()) {
      parts.folder().save(state); // before the first of them is sent
      unsaved = 0;
      skipped = 0;
    } else if (moved && ++skipped >= UNSAVED_MAX) {
      parts.folder().save(state); // what nobody wants may be read again after a kill
      skipped = 0;
    }
  }

  private void deliver(PendingEvent event) {
    DeliveryOutcome outcome = attempt(event);
    WebhookState before = state;
    state = state.after(event, outcome, now(), parts.plan());
    say(event, outcome, before);
    unsaved++;
    if (!(outcome instanceof Acceptance) || unsaved >= UNSAVED_MAX) {
      save();
    }
  }

  private DeliveryOutcome attempt(PendingEvent event) {
    String id = event.messageId(parts.name());
    StoredLine line = fresh.remove(id);
    try {
      StoredLine found = line == null ? stored(event) : line;
      return await(parts.sender().send(id, EventBody.of(event.session(), found)), STORE);
    } catch (ProblemException e) {
      return e.problem().kind() == ProblemKind.NOT_FOUND
          ? new DeliveryOutcome.MissingEvent()
          : new FailedAttempt(e.problem().message(), 0);
    }
  }

  private StoredLine stored(PendingEvent event) {
    SessionId id = event.session();
    return await(parts.feed().line(id, event.seq()), STORE);
  }

  private void say(PendingEvent event, DeliveryOutcome outcome, WebhookState before) {
    boolean dead = state.dead().size() > before.dead().size();
    String result =
        switch (outcome) {
          case Acceptance() -> "delivered";
          case DeliveryOutcome.MissingEvent() -> "vanished";
          case DeliveryOutcome.Unsubscription() -> "unwanted";
          case FailedAttempt failed -> dead ? "dead" : "failed";
        };
    parts.listener().attempted(parts.name(), result);
    if (dead || state.disabled() != null && before.disabled() == null || before.failures() == 0) {
      if (!(outcome instanceof Acceptance)) {
        LOG.atWarn()
            .addKeyValue("webhook", parts.name())
            .addKeyValue("message", event.messageId(parts.name()))
            .addKeyValue("result", result)
            .log("an event was not delivered: {}", outcome);
      }
    }
  }

  private static <T> T await(Future<T> future, Duration most) {
    return BlockingResult.of(
        future, most, bound -> new IllegalStateException("nothing within " + bound));
  }
}
