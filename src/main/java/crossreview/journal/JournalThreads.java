package crossreview.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that encode, chain, write and fsync: {@code journal-1} and so on. A session keeps its
 * own, so its lines need no other order. They are never interrupted: an interrupt closes a channel.
 */
public final class JournalThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalThreads.class);
  private final List<JournalWorker> workers = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch ended;

  /**
   * @param count threads, at least one
   */
  public JournalThreads(int count) {
    ended = new CountDownLatch(count);
    for (int i = 1; i <= count; i++) {
      JournalWorker journalWorker = new JournalWorker("journal-" + i, ended);
      workers.add(journalWorker);
      journalWorker.thread.start();
    }
  }

  /** The thread of a session: the next in turn, so that load spreads evenly. Keep what you got. */
  public Executor take() {
    return workers.get(Math.floorMod(next.getAndIncrement(), workers.size()));
  }

  /**
   * Runs what was submitted and ends the threads; waits at most ten seconds for all of them. What
   * is submitted later is rejected.
   */
  @Override
  public void close() {
    workers.forEach(JournalWorker::end);
    try {
      if (!ended.await(10, TimeUnit.SECONDS)) {
        LOG.warn("{} journal threads are still busy and are abandoned", ended.getCount());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One thread and what it has to do, in order; each session has at most a few tasks in it. */
  private static final class JournalWorker implements Executor, Runnable {
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Runnable end = () -> {};
    private final CountDownLatch ended;
    private final Thread thread;
    private boolean ending;

    JournalWorker(String name, CountDownLatch ended) {
      this.ended = ended;
      this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this);
    }

    @Override
    public synchronized void execute(Runnable task) {
      if (ending) {
        throw new RejectedExecutionException(thread.getName() + " has ended");
      }
      queue.add(task);
    }

    synchronized void end() {
      ending = true;
      queue.add(end);
    }

    @Override
    public void run() {
      for (Runnable task = take(); task != end; task = take()) {
        run(task);
      }
      ended.countDown();
    }

    /** A bug in one session's task must not take the thread of the other sessions with it. */
    private static void run(Runnable task) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.error("a task of a journal thread failed", e);
      }
    }

    private Runnable take() {
      while (true) {
        try {
          return queue.take();
        } catch (InterruptedException e) {
          // There is no reason to interrupt a journal thread; it continues without the flag set.
        }
      }
    }
  }
}
