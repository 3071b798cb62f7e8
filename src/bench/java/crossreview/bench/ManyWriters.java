package crossreview.bench;

import crossreview.model.SessionId;
import crossreview.store.Recorded;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Sixty-four writers on one session, each waiting for its own acknowledgement. */
final class ManyWriters implements Figure {
  private static final int TURNS = 9;
  private static final int WRITERS = 64;
  private static final int LINES = 400; // of each writer

  @Override
  public String name() {
    return "64_writers_one_session";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    long[] ours = new long[TURNS];
    long[] raw = new long[TURNS];
    boolean ordered = true;
    try (Lines lines = Lines.open(dir.resolve("store"))) {
      SessionId id = lines.session();
      new Turn(lines, id).run();
      for (int turn = 0; turn < TURNS; turn++) {
        raw[turn] = RawDisk.groups(dir.resolve("raw-" + turn), LINES, WRITERS);
        Turn run = new Turn(lines, id);
        ours[turn] = run.run();
        ordered &= run.nothingLost();
      }
    }
    long our = Numbers.median(ours);
    long disk = Numbers.median(raw);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("events_per_s", Numbers.perSecond((long) WRITERS * LINES, our));
    line.put("raw_groups_of_64_per_s", Numbers.perSecond((long) WRITERS * LINES, disk));
    line.put("ratio", Numbers.of((double) disk / our));
    line.put("target_ratio", Numbers.of(0.5));
    line.put("target_per_s", 30_000);
    line.put("nothing_lost_and_in_order", ordered);
    return line;
  }

  /** One measured turn: every writer writes its next line when its last one was acknowledged. */
  private static final class Turn {
    private final Lines lines;
    private final SessionId id;
    private final CountDownLatch left = new CountDownLatch(WRITERS);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong highest = new AtomicLong();
    private final AtomicLong lowest = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong broken = new AtomicLong();

    Turn(Lines lines, SessionId id) {
      this.lines = lines;
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
      lines.write(id).onSuccess(done -> took(done, more, before)).onFailure(this::failed);
    }

    private void took(Recorded done, int more, long before) {
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
