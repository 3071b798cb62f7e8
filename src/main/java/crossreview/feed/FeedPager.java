package crossreview.feed;

import crossreview.journal.StoredLine;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.store.registry.LinePage;
import crossreview.time.TimerService;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One page of everything for a consumer that asks again and again, and sends its last cursor each
 * time. Used once, on one context.
 */
public final class FeedPager implements HintListener {
  private final Feed feed;
  private final PageReader pageReader;
  private final CursorStore cursorStore;
  private final PageRequest request;
  private final List<FeedLine> lines = new ArrayList<>();
  private final CompletableFuture<Void> news = new CompletableFuture<>();
  private int bytes;

  FeedPager(Feed feed, PageReader pageReader, CursorStore cursorStore, PageRequest request) {
    this.cursorStore = cursorStore;
    this.feed = feed;
    this.pageReader = pageReader;
    this.request = request;
  }

  /**
   * What is asked for.
   *
   * @param cursor what the last page said; absent means a consumer that begins
   * @param fromNow whether one that begins leaves out what is there already
   * @param linesMax more do not come, nor more bytes, but at least one line if there is any
   * @param waitMax how long to wait for the first line
   */
  public record PageRequest(
      @Nullable String cursor, boolean fromNow, int linesMax, int bytesMax, Duration waitMax) {}

  /** A line and whose it is. */
  public record FeedLine(SessionId session, StoredLine line) {}

  /**
   * What has come.
   *
   * @param cursor for the next request
   * @param more whether there is more already
   */
  public record FeedPage(List<FeedLine> lines, String cursor, boolean more) {}

  /** Listens first and reads then, so that a line between the two is not missed. */
  Future<FeedPage> read(TimerService timerService) {
    feed.watchAll(this);
    boolean fromNow = request.cursor() == null && request.fromNow();
    return FeedCursor.of(cursorStore, Optional.ofNullable(request.cursor()))
        .compose(cursor -> pageReader.heads().compose(heads -> begin(cursor, heads, fromNow)))
        .compose(cursor -> more(cursor).compose(more -> awaited(cursor, more, timerService)))
        .onComplete(done -> feed.unwatchAll(this));
  }

  private Future<FeedCursor> begin(FeedCursor cursor, Map<SessionId, Long> heads, boolean fromNow) {
    return cursor.begin(new Follower.FeedSnapshot(heads, Map.of()), fromNow).map(text -> cursor);
  }

  private Future<FeedPage> awaited(FeedCursor cursor, boolean more, TimerService timerService) {
    if (!lines.isEmpty() || request.waitMax().isZero()) {
      return answer(cursor, more);
    }
    TimerService.TimerHandle timer =
        timerService.after(request.waitMax(), () -> news.complete(null));
    Context context = Vertx.currentContext();
    Future<Void> heard =
        context == null
            ? Future.fromCompletionStage(news)
            : Future.fromCompletionStage(news, context);
    return heard
        .onComplete(done -> timer.cancel())
        .compose(done -> more(cursor))
        .compose(rest -> answer(cursor, rest));
  }

  private Future<FeedPage> answer(FeedCursor cursor, boolean more) {
    return cursor.current().map(text -> new FeedPage(List.copyOf(lines), text, more));
  }

  /** Reads up to the limits; completes with whether there is more. */
  private Future<Boolean> more(FeedCursor cursor) {
    Map<SessionId, Long> known = cursor.heads();
    return pageReader
        .heads()
        .compose(heads -> {
          List<Map.Entry<SessionId, Long>> behind = new ArrayList<>();
          heads.forEach((id, head) -> {
            long lag = head - known.getOrDefault(id, 0L);
            if (lag > 0) {
              behind.add(Map.entry(id, lag));
            }
          });
          // A session that writes without end comes last and hides no other.
          behind.sort(Map.Entry.comparingByValue(Comparator.naturalOrder()));
          return each(cursor, known, behind.iterator());
        });
  }

  private Future<Boolean> each(
      FeedCursor cursor, Map<SessionId, Long> known, Iterator<Map.Entry<SessionId, Long>> behind) {
    if (full() || !behind.hasNext()) {
      return Future.succeededFuture(behind.hasNext());
    }
    SessionId id = behind.next().getKey();
    long after = known.getOrDefault(id, 0L);
    int left = request.linesMax() - lines.size();
    return pageReader
        .page(id, after, left, request.bytesMax() - bytes)
        .map(page -> taken(cursor, id, page))
        .recover(FeedPager::unreadable)
        .compose(rest -> rest ? Future.succeededFuture(true) : each(cursor, known, behind));
  }

  /** Removed or damaged meanwhile: it hides no other, and whoever reads it alone is told. */
  private static Future<Boolean> unreadable(Throwable cause) {
    return cause instanceof ProblemException
        ? Future.succeededFuture(false)
        : Future.failedFuture(cause);
  }

  private boolean taken(FeedCursor cursor, SessionId id, LinePage page) {
    for (StoredLine line : page.lines()) {
      lines.add(new FeedLine(id, line));
      bytes += line.bytes().length;
    }
    if (page.lines().isEmpty()) {
      return false;
    }
    long last = page.lines().getLast().seq();
    cursor.place(id, last);
    return last < page.head();
  }

  private boolean full() {
    return lines.size() >= request.linesMax() || bytes >= request.bytesMax();
  }

  @Override
  public void headAdvanced(SessionId id, long head) {
    if (pageReader.sees(id)) {
      news.complete(null);
    }
  }

  @Override
  public void transientMessage(SessionId id, String json) {
    // A page has lines only.
  }
}
