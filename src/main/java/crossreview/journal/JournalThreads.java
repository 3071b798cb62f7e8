package crossreview.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that encode, chain, write and fsync: {@code journal-1} and so on. A session keeps its
 * own, so its lines need no other order. Nobody interrupts them: an interrupt closes a channel.
 */
public final class JournalThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalThreads.class);
  private final List<Worker> workers = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param count threads, at least one
   */
  public JournalThreads(int count) {
    for (int i = 1; i <= count; i++) {
      Worker worker = new Worker("journal-" + i);
      workers.add(worker);
      worker.thread.start();
    }
  }

  /** The thread of a session: the next in turn, so that load spreads evenly. Keep what you got. */
  public Executor take() {
    return workers.get(Math.floorMod(next.getAndIncrement(), workers.size()));
  }

  /** Runs what was handed in and ends the threads; waits at most ten seconds for each. */
  @Override
  public void close() {
    workers.forEach(worker -> worker.queue.add(worker.end));
    for (Worker worker : workers) {
      try {
        worker.thread.join(TimeUnit.SECONDS.toMillis(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** One thread and what it has to do, in order; each session has at most a few tasks in it. */
  private static final class Worker implements Executor, Runnable {
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Runnable end = () -> {};
    private final Thread thread;

    Worker(String name) {
      thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this);
    }

    @Override
    public void execute(Runnable task) {
      queue.add(task);
    }

    @Override
    public void run() {
      for (Runnable task = take(); task != end; task = take()) {
        run(task);
      }
    }

    /** A bug in one session's task must not take the thread of the other sessions with it. */
    private static void run(Runnable task) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a task of a journal thread failed", e);
      }
    }

    private Runnable take() {
      while (true) {
        try {
          return queue.take();
        } catch (InterruptedException e) {
          // Nobody has a reason to interrupt a journal thread; it goes on without the flag set.
        }
      }
    }
  }
}
