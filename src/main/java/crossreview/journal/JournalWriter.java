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
  private boolean scheduled;
  private JournalClosed closed;
  private CompletableFuture<Released> closing;

  JournalWriter(EpochLog log, Ownership ownership, int queueMax, LongConsumer failedAt) {
    this.log = log;
    this.ownership = ownership;
    this.queueMax = queueMax;
    this.failedAt = failedAt;
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
   * Hands in one unit, whole. The stage completes when it is durable, verified and published; it
   * fails with {@link JournalClosed}, and then the writer is closed for good, except with the code
   * {@code overloaded}, which changes nothing.
   */
  public CompletionStage<Void> append(List<? extends LineSource> unit) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    synchronized (this) {
      if (closed != null || closing != null) {
        done.completeExceptionally(closed != null ? closed : ended());
        return done;
      }
      if (queue.size() >= queueMax) {
        String why = queueMax + " commands wait for the disk (journal.queue_max)";
        done.completeExceptionally(new JournalClosed("overloaded", why));
        return done;
      }
      queue.add(new Pending(unit, done));
      schedule();
    }
    return done;
  }

  /**
   * Completes, with the place where the epoch can be continued, when everything handed in is durable
   * and the head is fsynced; later appends fail.
   */
  public synchronized CompletionStage<Released> close() {
    if (closing == null) {
      closing = new CompletableFuture<>();
      if (closed != null) {
        closing.completeExceptionally(closed);
      } else {
        schedule();
      }
    }
    return closing;
  }

  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      ownership.thread().execute(this::turn);
    }
  }

  /** One group; then the thread's other sessions have their turn. */
  private void turn() {
    List<Pending> group = take();
    try {
      if (!group.isEmpty()) {
        write(group);
      }
    } catch (IOException | LockLost | RuntimeException e) {
      fail(group, reason(e));
      return;
    }
    again();
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
        log.put(group.get(to++).unit());
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

  private void again() {
    boolean release;
    synchronized (this) {
      scheduled = false;
      release = queue.isEmpty() && closing != null;
      if (!queue.isEmpty()) {
        schedule();
      }
    }
    if (release) {
      release();
    }
  }

  private void release() {
    try {
      Released released = log.release();
      log.close();
      closing.complete(released);
    } catch (IOException e) {
      closing.completeExceptionally(reason(e));
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
    closeQuietly();
    waiting.forEach(pending -> pending.done().completeExceptionally(why));
    if (end != null) {
      end.completeExceptionally(why);
    }
  }

  private void closeQuietly() {
    try {
      log.close();
    } catch (IOException e) {
      closed.addSuppressed(e); // the first failure is the one that everybody is told
    }
  }

  private static JournalClosed reason(Exception e) {
    if (e instanceof LockLost) {
      return new JournalClosed("lock_lost", e.getMessage());
    }
    String text = String.valueOf(e.getMessage());
    String code = "journal_failed";
    if (text.contains("No space left")) {
      code = "storage_full";
    } else if (text.contains("Read-only file system")) {
      code = "storage_readonly";
    }
    return new JournalClosed(code, "the journal cannot be written: " + text);
  }

  private static JournalClosed ended() {
    return new JournalClosed("closed", "the journal was released");
  }
}
