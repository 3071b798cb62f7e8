package crossreview.feed;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.store.registry.LinePage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One consumer: a position in each session that it follows.
 *
 * <p>Everything is called on its context, except for hints, which come from anywhere and only mark
 * a session as worth reading. Sessions with news take turns, a page each. Following everything
 * costs one number for each session of the store.
 */
public final class Follower implements HintListener {
  private static final int PAGE_LINES = 1_000;
  private static final int PAGE_BYTES = 64 * 1024;

  /** More than these wait for no consumer: progress that is late is worthless. */
  private static final int PASSING_MAX = 16;

  private final Feed feed;
  private final PageReader pageReader;
  private final Context context;
  private final FollowerListener followerListener;
  private final ReadQueue marks;
  private final AtomicInteger passing = new AtomicInteger();
  private final Map<SessionId, Long> positions = new HashMap<>();
  private final Set<SessionId> replaying = new HashSet<>();
  private final Set<SessionId> failing = new HashSet<>();
  private final Set<SessionId> early = new HashSet<>(); // hints before the position is known
  private int joining; // subscriptions of everything that are under way
  private boolean all;
  private boolean reading;
  private boolean closed;

  Follower(Feed feed, PageReader pageReader, Context context, FollowerListener followerListener) {
    this.feed = feed;
    this.pageReader = pageReader;
    this.context = context;
    this.followerListener = followerListener;
    this.marks = new ReadQueue(() -> context.runOnContext(none -> ready()));
  }

  /** What a consumer hears, on its context. */
  public interface FollowerListener {
    /** {@link Follower#next} has something to read. */
    void ready();

    /** A message without seq, as JSON text; only while nothing is left to read. */
    void transientMessage(SessionId id, String json);
  }

  /**
   * Follows a session after {@code after}, or moves there if it follows it already; completes with
   * the head. Refused like a page, and then nothing has changed.
   */
  public Future<Long> subscribe(SessionId id, long after) {
    boolean known = positions.containsKey(id);
    feed.watch(id, this);
    return pageReader
        .page(id, after, 1, 1)
        .onFailure(cause -> abandon(id, known))
        .map(page -> placed(id, after, page));
  }

  private void abandon(SessionId id, boolean known) {
    if (!known) {
      feed.unwatch(id, this);
    }
  }

  private long placed(SessionId id, long after, LinePage page) {
    if (closed) {
      feed.unwatch(id, this);
      return page.head();
    }
    positions.put(id, after);
    replaying.add(id);
    marks.add(id); // also when nothing is new: that reads as being caught up
    return page.head();
  }

  /**
   * What a consumer of everything begins with.
   *
   * @param heads of all sessions that can be read
   * @param refused where the consumer claims to have more than there is, with {@code seq_ahead}:
   *     the session was removed, is damaged, or is another one; the others are followed all the
   *     same
   */
  public record FeedSnapshot(Map<SessionId, Long> heads, Map<SessionId, Problem> refused) {}

  /** Follows every session from where the consumer says it is. */
  public Future<FeedSnapshot> subscribeAll(FeedPosition from) {
    joining++;
    feed.watchAll(this);
    Set<SessionId> unknown = new HashSet<>();
    return pageReader
        .heads()
        .compose(heads -> new HeadComparison(pageReader).sure(heads, from.heads(), unknown))
        .map(heads -> placedAll(heads, from, unknown))
        .onFailure(cause -> feed.unwatchAll(this))
        .onComplete(done -> joined());
  }

  /** The snapshot may be older than the hints that came while it was made. */
  private void joined() {
    joining--;
    early.forEach(marks::add);
    early.clear();
  }

  private FeedSnapshot placedAll(
      Map<SessionId, Long> heads, FeedPosition from, Set<SessionId> unknown) {
    Map<SessionId, Problem> refused = new LinkedHashMap<>();
    if (closed) {
      feed.unwatchAll(this);
      return new FeedSnapshot(heads, refused);
    }
    all = true;
    heads.forEach((id, head) -> placeOther(id, head, from));
    from.heads()
        .forEach((id, seq) -> {
          long head = heads.getOrDefault(id, 0L);
          if (unknown.contains(id)) {
            positions.put(id, seq);
            feed.later(() -> headAdvanced(id, seq)); // a hint may have come too early
          } else if (seq <= head) {
            rewind(id, seq, head);
          } else {
            String message = "session " + id + " has no line " + seq + ", its head is " + head;
            refused.put(id, RequestProblem.SEQ_AHEAD.problem(message));
          }
        });
    marks.touch();
    return new FeedSnapshot(new LinkedHashMap<>(heads), refused);
  }

  private void placeOther(SessionId id, long head, FeedPosition from) {
    if (from.fromNow()) {
      positions.putIfAbsent(id, head);
    } else if (!from.heads().containsKey(id)) {
      rewind(id, 0, head);
    }
  }

  private void rewind(SessionId id, long seq, long head) {
    positions.put(id, seq);
    if (seq < head) {
      replaying.add(id);
      marks.add(id);
    }
  }

  /** Stops to follow one session; false if it was not followed by itself. */
  public boolean unsubscribe(SessionId id) {
    if (all || positions.remove(id) == null) {
      return false;
    }
    forget(id);
    return true;
  }

  private void forget(SessionId id) {
    positions.remove(id);
    replaying.remove(id);
    marks.remove(id);
    feed.unwatch(id, this);
  }

  /** How many sessions are followed one by one; everything counts as none. */
  public int subscriptions() {
    return all ? 0 : positions.size();
  }

  /** Whether a read is under way or there is something to read. */
  public boolean behind() {
    return reading || !marks.isEmpty();
  }

  /**
   * The next lines of some session with news, or empty when there is none; not to be called again
   * before it has completed.
   */
  public Optional<Future<ReadResult>> next() {
    if (reading) {
      throw new IllegalStateException("a read is already running");
    }
    Optional<SessionId> id = marks.take();
    while (id.isPresent()) {
      Long after = position(id.get());
      if (after != null) {
        return Optional.of(read(id.get(), after));
      }
      if (joining > 0) {
        early.add(id.get());
      }
      id = marks.take(); // else that was a hint under way when the subscription ended
    }
    return Optional.empty();
  }

  /** Where it is in a session; null if it does not follow it. */
  private @Nullable Long position(SessionId id) {
    if (all && pageReader.sees(id)) {
      positions.putIfAbsent(id, 0L); // a session that was opened after the snapshot
    }
    return positions.get(id);
  }

  private Future<ReadResult> read(SessionId id, long after) {
    reading = true;
    return pageReader
        .page(id, after, PAGE_LINES, PAGE_BYTES)
        .transform(page -> Future.succeededFuture(step(id, after, page.result(), page.cause())))
        .onComplete(step -> reading = false);
  }

  private ReadResult step(SessionId id, long after, LinePage page, Throwable cause) {
    if (!Long.valueOf(after).equals(positions.get(id))) {
      return new ReadResult.LineBatch(id, List.of(), after, false); // moved or ended meanwhile
    }
    if (cause != null) {
      return failed(id, after, problem(cause));
    }
    failing.remove(id);
    long seq = page.lines().isEmpty() ? after : page.lines().getLast().seq();
    positions.put(id, seq);
    if (seq < page.head()) {
      marks.add(id);
    }
    boolean caughtUp = seq >= page.head() && replaying.remove(id);
    return new ReadResult.LineBatch(id, page.lines(), seq, caughtUp);
  }

  /**
   * A consumer of everything keeps its place, so that it gets no line again when the session can be
   * read; what may pass by itself is tried again, and told once. What is not adopted yet is not
   * told.
   */
  private ReadResult failed(SessionId id, long after, Problem problem) {
    if (!all || problem.kind() == ProblemKind.NOT_FOUND) {
      forget(id);
      return new ReadResult.ReadFailure(id, problem);
    }
    if (problem.kind() == ProblemKind.TEMPORARY_FAILURE) {
      feed.later(() -> headAdvanced(id, after));
    }
    boolean adopting = problem.type() == StorageProblem.SESSION_NOT_ADOPTED;
    return !adopting && failing.add(id)
        ? new ReadResult.ReadFailure(id, problem)
        : new ReadResult.LineBatch(id, List.of(), after, false);
  }

  private static Problem problem(Throwable cause) {
    if (cause instanceof ProblemException problemException) {
      return problemException.problem();
    }
    throw new IllegalStateException("reading a page failed", cause);
  }

  /** Stops to follow anything. */
  public void close() {
    closed = true;
    positions.keySet().forEach(id -> feed.unwatch(id, this));
    feed.unwatchAll(this);
    positions.clear();
  }

  @Override
  public void headAdvanced(SessionId id, long head) {
    marks.add(id);
  }

  @Override
  public void transientMessage(SessionId id, String json) {
    if (marks.isEmpty() && passing.get() < PASSING_MAX) {
      passing.incrementAndGet();
      context.runOnContext(none -> passed(id, json));
    }
  }

  private void passed(SessionId id, String json) {
    passing.decrementAndGet();
    if (!closed && !behind() && position(id) != null) {
      followerListener.transientMessage(id, json);
    }
  }

  private void ready() {
    marks.heard();
    if (!closed) {
      followerListener.ready();
    }
  }
}
