package crossreview.bench;

import crossreview.model.SessionId;
import crossreview.store.log.CommitResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Sixty-four writers on one session, each waiting for its own acknowledgement. */
final class ConcurrentWriters implements Benchmark {
  private static final int TURNS = 9;
  private static final int WRITERS = 64;
  private static final int LINES = 400; // of each writer

  @Override
  public String name() {
    return "64_writers_one_session";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    AtomicBoolean ordered = new AtomicBoolean(true);
    PairedResult pairedResult;
    try (LineStore lineStore = LineStore.open(dir.resolve("store"))) {
      SessionId id = lineStore.session();
      new Turn(lineStore, id).run();
      pairedResult =
          PairedResult.measured(
              TURNS,
              turn -> {
                Turn run = new Turn(lineStore, id);
                long took = run.run();
                ordered.compareAndSet(true, run.nothingLost());
                return took;
              },
              turn -> RawDisk.groups(dir.resolve("raw-" + turn), LINES, WRITERS));
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("events_per_s", RoundedNumber.perSecond((long) WRITERS * LINES, pairedResult.ours()));
    line.put(
        "raw_groups_of_64_per_s",
        RoundedNumber.perSecond((long) WRITERS * LINES, pairedResult.raw()));
    line.put("ratio", RoundedNumber.of(pairedResult.ratio()));
    line.put("target_ratio", RoundedNumber.of(0.5));
    line.put("target_per_s", 30_000);
    line.put("nothing_lost_and_in_order", ordered.get());
    return line;
  }

  /** One measured turn: every writer writes its next line when its last one was acknowledged. */
  private static final class Turn {
    private final LineStore lineStore;
    private final SessionId id;
    private final CountDownLatch left = new CountDownLatch(WRITERS);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong highest = new AtomicLong();
    private final AtomicLong lowest = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong broken = new AtomicLong();

    Turn(LineStore lineStore, SessionId id) {
      this.lineStore = lineStore;
      this.id = id;
    }

    long run() throws InterruptedException {
      long began = System.nanoTime();
      for (int writer = 0; writer < WRITERS; writer++) {
        next(LINES, 0);
      }
      left.await();
      return System.nanoTime() - began;
    }

    private void next(int more, long before) {
      if (more == 0) {
        left.countDown();
        return;
      }
      lineStore.write(id).onSuccess(done -> took(done, more, before)).onFailure(this::failed);
    }

    private void took(CommitResult done, int more, long before) {
      long seq = done.session().seq();
      if (seq <= before) {
        broken.incrementAndGet();
      }
      acknowledged.incrementAndGet();
      highest.accumulateAndGet(seq, Math::max);
      lowest.accumulateAndGet(seq, Math::min);
      next(more - 1, seq);
    }

    private void failed(Throwable cause) {
      System.err.println("a writer failed: " + cause);
      broken.incrementAndGet();
      left.countDown();
    }

    /** As many acknowledgements as lines, and the lines are as many as the numbers say. */
    boolean nothingLost() {
      long lines = (long) WRITERS * LINES;
      long range = highest.get() - lowest.get() + 1;
      return broken.get() == 0 && acknowledged.get() == lines && range == lines;
    }
  }
}
