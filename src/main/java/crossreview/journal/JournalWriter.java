package crossreview.journal;

import crossreview.journal.Journal.Ownership;
import crossreview.journal.Journal.Released;
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

/**
 * The one writer of a session's current epoch, with group commit: what is handed in while an fsync
 * runs shares the next one. Any thread may append.
 */
public final class JournalWriter {
  // 512 units or 1 MiB: a group's fsync costs the same for one line, and nobody waits for more than
  // a few milliseconds of encoding.
  private static final int GROUP_UNITS_MAX = 512;
  private static final int GROUP_BYTES_MAX = 1 << 20;

  private final EpochLog log;
  private final Ownership ownership;
  private final int queueMax;
  private final LongConsumer failedAt;
  private final Deque<Pending> queue = new ArrayDeque<>();
  private Consumer<List<StoredLine>> told = lines -> {};
  private long handed;
  private boolean scheduled;
  private JournalClosed closed;
  private CompletableFuture<Released> closing;

  JournalWriter(EpochLog log, Ownership ownership, int queueMax, LongConsumer failedAt) {
    this.log = log;
    this.ownership = ownership;
    this.queueMax = queueMax;
    this.failedAt = failedAt;
    this.handed = log.seq();
  }

  private record Pending(List<? extends LineSource> unit, CompletableFuture<Void> done) {}

  public long epoch() {
    return log.epoch();
  }

  /**
   * Who hears of each verified group, in chain order, on the journal's thread, before the group's
   * stages complete. Set once, before the first append after the claim.
   */
  public synchronized void onTold(Consumer<List<StoredLine>> listener) {
    told = listener;
  }

  /**
   * Hands in one unit, whole. The stage completes when it is durable, verified and published, in
   * the order of the chain; it fails with {@link JournalClosed}, and then the writer is closed for
   * good, except with the code {@code overloaded}, which changes nothing. A unit that does not
   * begin right behind the last one is a bug and changes nothing either.
   */
  public CompletionStage<Void> append(List<? extends LineSource> unit) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    boolean idle;
    synchronized (this) {
      JournalClosed refusal = refusal();
      if (refusal != null) {
        done.completeExceptionally(refusal);
        return done;
      }
      handed = follow(unit);
      queue.add(new Pending(unit, done));
      idle = !scheduled;
      scheduled = true;
    }
    if (idle) {
      schedule();
    }
    return done;
  }

  private JournalClosed refusal() {
    if (closed != null) {
      return closed;
    }
    if (closing != null) {
      return new JournalClosed("closed", "the journal was released");
    }
    if (queue.size() >= queueMax) {
      String why = queueMax + " commands wait for the disk (journal.queue_max)";
      return new JournalClosed("overloaded", why);
    }
    return null;
  }

  private long follow(List<? extends LineSource> unit) {
    if (unit.isEmpty()) {
      throw new IllegalStateException("a unit without a line behind seq " + handed);
    }
    long seq = handed;
    for (LineSource line : unit) {
      seq++;
      if (line.seq() != seq) {
        throw new IllegalStateException("seq " + line.seq() + " was handed in, not seq " + seq);
      }
    }
    return seq;
  }

  /**
   * Completes, with the place where the epoch can be continued, when everything handed in is
   * durable and the head is fsynced; later appends fail.
   */
  public CompletionStage<Released> close() {
    boolean idle = false;
    CompletableFuture<Released> end;
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
      ownership.thread().execute(this::turn);
    } catch (RejectedExecutionException e) {
      fail(List.of(), new JournalClosed("closed", "the journal's threads have ended"));
    }
  }

  /** One group; then the thread's other sessions have their turn. */
  private void turn() {
    List<Pending> group = take();
    try {
      write(group);
      again();
    } catch (IOException | LockLost | RuntimeException e) {
      fail(group, JournalClosed.because(e));
    } catch (Error e) { // those who wait are told before the thread logs it
      fail(group, JournalClosed.because(e));
      throw e;
    }
  }

  private synchronized List<Pending> take() {
    List<Pending> group = new ArrayList<>();
    while (!queue.isEmpty() && group.size() < GROUP_UNITS_MAX) {
      group.add(queue.poll());
    }
    return group;
  }

  private void write(List<Pending> group) throws IOException, LockLost {
    int from = 0;
    while (from < group.size()) {
      int to = from;
      while (to < group.size() && (to == from || log.groupBytes() < GROUP_BYTES_MAX)) {
        log.put(group.get(to).unit());
        to++;
      }
      List<StoredLine> lines = log.commit(ownership.fence());
      listener().accept(lines);
      group.subList(from, to).forEach(pending -> pending.done().complete(null));
      from = to;
    }
  }

  private synchronized Consumer<List<StoredLine>> listener() {
    return told;
  }

  private void again() throws IOException {
    boolean more;
    boolean release;
    synchronized (this) {
      more = !queue.isEmpty();
      scheduled = more;
      release = !more && closing != null;
    }
    if (more) {
      schedule();
    }
    if (release) {
      closing.complete(log.release());
    }
  }

  /** Nothing after the last good fsync is believed, and nobody who waits gets an answer. */
  private void fail(List<Pending> group, JournalClosed why) {
    List<Pending> waiting = new ArrayList<>(group);
    CompletableFuture<Released> end;
    synchronized (this) {
      closed = why;
      waiting.addAll(queue);
      queue.clear();
      end = closing;
    }
    failedAt.accept(log.durableBytes());
    log.closeAfter(why);
    waiting.forEach(pending -> pending.done().completeExceptionally(why));
    if (end != null) {
      end.completeExceptionally(why);
    }
  }
}
