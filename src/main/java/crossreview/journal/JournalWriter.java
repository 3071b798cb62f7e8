package crossreview.journal;

import crossreview.journal.Journal.ReleasePoint;
import crossreview.journal.Journal.WriterContext;
import crossreview.model.StorageProblem;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a session's current epoch, with group commit: what is submitted while an fsync
 * runs shares the next one. Any thread may append.
 */
public final class JournalWriter {
  // 512 units or 1 MiB: a group's fsync costs the same for one line, and no caller waits for more
  // than
  // a few milliseconds of encoding.
  private static final int GROUP_UNITS_MAX = 512;
  private static final int GROUP_BYTES_MAX = 1 << 20;

  private final EpochLog log;
  private final WriterContext writerContext;
  private final int queueMax;
  private final LongConsumer failedAt;
  private final Deque<PendingUnit> queue = new ArrayDeque<>();
  private Consumer<List<StoredLine>> told = lines -> {};
  private long handed;
  private boolean scheduled;
  private @Nullable JournalClosedException closed;
  private @Nullable CompletableFuture<ReleasePoint> closing;

  JournalWriter(EpochLog log, WriterContext writerContext, int queueMax, LongConsumer failedAt) {
    this.log = log;
    this.writerContext = writerContext;
    this.queueMax = queueMax;
    this.failedAt = failedAt;
    this.handed = log.seq();
  }

  private record PendingUnit(List<? extends LineSource> unit, CompletableFuture<Void> done) {}

  public long epoch() {
    return log.epoch();
  }

  /**
   * Who hears of each verified group, in chain order, on the journal's thread, before the group's
   * stages complete. Set once, before the first append after the claim.
   */
  public synchronized void onCommit(Consumer<List<StoredLine>> listener) {
    told = listener;
  }

  /**
   * Submits one complete unit. The stage completes when it is durable, verified and published, in
   * the order of the chain; it fails with {@link JournalClosedException}, and then the writer is
   * closed for good, except with the code {@code overloaded}, which changes nothing. A unit that
   * does not begin right after the last one is a bug and changes nothing either.
   */
  public CompletionStage<Void> append(List<? extends LineSource> unit) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    boolean idle;
    synchronized (this) {
      JournalClosedException refusal = refusal();
      if (refusal != null) {
        done.completeExceptionally(refusal);
        return done;
      }
      handed = follow(unit);
      queue.add(new PendingUnit(unit, done));
      idle = !scheduled;
      scheduled = true;
    }
    if (idle) {
      schedule();
    }
    return done;
  }

  private @Nullable JournalClosedException refusal() {
    if (closed != null) {
      return closed;
    }
    if (closing != null) {
      return new JournalClosedException(StorageProblem.CLOSED, "the journal was released");
    }
    if (queue.size() >= queueMax) {
      String why = queueMax + " commands are waiting for the disk (journal.queue_max)";
      return new JournalClosedException(StorageProblem.OVERLOADED, why);
    }
    return null;
  }

  private long follow(List<? extends LineSource> unit) {
    if (unit.isEmpty()) {
      throw new IllegalStateException("a unit without a line after seq " + handed);
    }
    long seq = handed;
    for (LineSource line : unit) {
      seq++;
      if (line.seq() != seq) {
        throw new IllegalStateException("seq " + line.seq() + " was submitted, not seq " + seq);
      }
    }
    return seq;
  }

  /**
   * Completes, with the place where the epoch can be continued, when everything submitted is
   * durable and the head is fsynced; later appends fail.
   */
  public CompletionStage<ReleasePoint> close() {
    boolean idle = false;
    CompletableFuture<ReleasePoint> end;
    synchronized (this) {
      if (closing == null) {
        closing = new CompletableFuture<>();
        if (closed != null) {
          closing.completeExceptionally(closed);
        } else {
          idle = !scheduled;
          scheduled = true;
        }
      }
      end = closing;
    }
    if (idle) {
      schedule();
    }
    return end;
  }

  private void schedule() {
    try {
      writerContext.thread().execute(this::turn);
    } catch (RejectedExecutionException e) {
      fail(
          List.of(),
          new JournalClosedException(StorageProblem.CLOSED, "the journal's threads have ended"));
    }
  }

  /** One group; then the thread's other sessions have their turn. */
  private void turn() {
    List<PendingUnit> group = take();
    try {
      write(group);
      again();
    } catch (IOException | WriterFencedException | RuntimeException e) {
      fail(group, JournalClosedException.because(e));
    } catch (Error e) { // those who wait are notified before the thread logs it
      fail(group, JournalClosedException.because(e));
      throw e;
    }
  }

  private synchronized List<PendingUnit> take() {
    List<PendingUnit> group = new ArrayList<>();
    while (!queue.isEmpty() && group.size() < GROUP_UNITS_MAX) {
      group.add(queue.poll());
    }
    return group;
  }

  private void write(List<PendingUnit> group) throws IOException, WriterFencedException {
    int from = 0;
    while (from < group.size()) {
      int to = from;
      while (to < group.size() && (to == from || log.groupBytes() < GROUP_BYTES_MAX)) {
        log.put(group.get(to).unit());
        to++;
      }
      List<StoredLine> lines = log.commit(writerContext.fence());
      listener().accept(lines);
      group.subList(from, to).forEach(pendingUnit -> pendingUnit.done().complete(null));
      from = to;
    }
  }

  private synchronized Consumer<List<StoredLine>> listener() {
    return told;
  }

  private void again() throws IOException {
    boolean more;
    CompletableFuture<ReleasePoint> end;
    synchronized (this) {
      more = !queue.isEmpty();
      scheduled = more;
      end = closing;
    }
    if (more) {
      schedule();
    } else if (end != null) {
      end.complete(log.release());
    }
  }

  /** Nothing after the last good fsync is trusted, and every waiting caller gets a refusal. */
  private void fail(List<PendingUnit> group, JournalClosedException why) {
    List<PendingUnit> waiting = new ArrayList<>(group);
    CompletableFuture<ReleasePoint> end;
    synchronized (this) {
      closed = why;
      waiting.addAll(queue);
      queue.clear();
      end = closing;
    }
    failedAt.accept(log.durableBytes());
    log.closeAfter(why);
    waiting.forEach(pendingUnit -> pendingUnit.done().completeExceptionally(why));
    if (end != null) {
      end.completeExceptionally(why);
    }
  }
}
