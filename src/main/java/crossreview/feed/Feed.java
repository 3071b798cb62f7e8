package crossreview.feed;

import crossreview.journal.StoredLine;
import crossreview.json.JsonWriter;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.store.log.CommitListener;
import crossreview.time.TimerService;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects commits with followers. Any thread.
 *
 * <p>Sessions that this process owns announce themselves; all others are looked at regularly while
 * they have followers, because another process writes them.
 */
public final class Feed implements CommitListener {
  private final PageReader pageReader;
  private final Map<SessionId, WatchEntry> watched = new ConcurrentHashMap<>();
  private final Set<HintListener> everywhere = ConcurrentHashMap.newKeySet();
  private final HeadPoller look;
  private final CursorStore cursorStore;

  /**
   * @param lookEvery how often sessions that are not written here are looked at
   */
  public Feed(
      PageReader pageReader,
      CursorStore cursorStore,
      TimerService timerService,
      Duration lookEvery) {
    this.pageReader = pageReader;
    this.cursorStore = cursorStore;
    this.look = new HeadPoller(this, timerService, lookEvery);
  }

  /** A followed session: its followers, and what is known of its head. */
  static final class WatchEntry {
    final Set<HintListener> followers = ConcurrentHashMap.newKeySet();
    volatile long head;

    /** Announced since the last look, which then has nothing to find. */
    volatile boolean announced;
  }

  @Override
  public void committed(SessionId id, List<StoredLine> lines, Session durable) {
    if (!lines.isEmpty()) {
      announce(id, lines.getLast().seq());
    }
  }

  /** Says that a session has lines up to this seq; a hint, so it may be wrong, late or repeated. */
  public void announce(SessionId id, long head) {
    WatchEntry entry = watched.get(id);
    if (entry != null) {
      entry.announced = true;
      entry.head = Math.max(entry.head, head);
      entry.followers.forEach(follower -> follower.headAdvanced(id, head));
    }
    everywhere.forEach(follower -> follower.headAdvanced(id, head));
  }

  /**
   * Shows a message without seq to followers of the session that are up to date; never stored,
   * dropped first.
   */
  public void emit(SessionId id, Map<String, Object> message) {
    WatchEntry entry = watched.get(id);
    boolean seen = entry != null && !entry.followers.isEmpty() || !everywhere.isEmpty();
    if (seen) {
      String json = JsonWriter.of(message);
      if (entry != null) {
        entry.followers.forEach(follower -> follower.transientMessage(id, json));
      }
      everywhere.forEach(follower -> follower.transientMessage(id, json));
    }
  }

  /**
   * A new consumer on a context.
   *
   * @param project the only one that it sees; absent means every one
   * @param followerListener called on the context
   */
  public Follower follower(
      Context context, @Nullable String project, Follower.FollowerListener followerListener) {
    return new Follower(this, pageReader.within(project), context, followerListener);
  }

  /**
   * Completes with true as soon as the session has a line after {@code after}, with false after the
   * time. Refused like a page. Completes on the context that asked.
   */
  public Future<Boolean> await(SessionId id, long after, Duration atMost) {
    return new LineWaiter(this, id, after).start(look.timers(), atMost);
  }

  /**
   * Announces news in a session, on any thread and without a guarantee: a listener reads then.
   *
   * @param heard is given the head
   * @return ends it
   */
  public Runnable onNews(SessionId id, LongConsumer heard) {
    HintListener hintListener =
        new HintListener() {
          @Override
          public void headAdvanced(SessionId session, long head) {
            heard.accept(head);
          }

          @Override
          public void transientMessage(SessionId session, String json) {
            // Only lines are news.
          }
        };
    watch(id, hintListener);
    return () -> unwatch(id, hintListener);
  }

  /** Where a consumer of everything was, by the text that it was given; else before everything. */
  public Future<FeedCursor> cursor(Optional<String> text) {
    return FeedCursor.of(cursorStore, text);
  }

  /** One page of everything for a caller of one project, or of every one for null. */
  public Future<FeedPager.FeedPage> page(@Nullable String project, FeedPager.PageRequest request) {
    return page(cursorStore, project, request);
  }

  /**
   * One page for a consumer that keeps its positions itself.
   *
   * @param kept where positions in many sessions are kept for it alone
   */
  public Future<FeedPager.FeedPage> page(
      CursorStore kept, @Nullable String project, FeedPager.PageRequest request) {
    return new FeedPager(this, pageReader.within(project), kept, request).read(look.timers());
  }

  /** A line that was read before. Refused like a page. */
  public Future<StoredLine> line(SessionId id, long seq) {
    return pageReader
        .page(id, seq - 1, 1, 1)
        .map(page -> {
          if (page.lines().isEmpty()) {
            throw new ProblemException(Problem.noSession(id.value()));
          }
          return page.lines().getFirst();
        });
  }

  PageReader pages() {
    return pageReader;
  }

  /** Runs the task when it is time for another look. */
  void later(Runnable task) {
    look.timers().after(look.every(), task);
  }

  void watch(SessionId id, HintListener follower) {
    watched.compute(
        id,
        (key, entry) -> {
          WatchEntry there = entry == null ? new WatchEntry() : entry;
          there.followers.add(follower);
          return there;
        });
    look.wake();
  }

  void unwatch(SessionId id, HintListener follower) {
    watched.computeIfPresent(
        id,
        (key, entry) -> {
          entry.followers.remove(follower);
          return entry.followers.isEmpty() ? null : entry;
        });
  }

  void watchAll(HintListener follower) {
    everywhere.add(follower);
    look.wake();
  }

  void unwatchAll(HintListener follower) {
    everywhere.remove(follower);
  }

  /** The followed sessions; a live view. */
  Map<SessionId, WatchEntry> watched() {
    return watched;
  }

  boolean watchedEverywhere() {
    return !everywhere.isEmpty();
  }
}
