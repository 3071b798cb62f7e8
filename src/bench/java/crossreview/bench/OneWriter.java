package crossreview.bench;

import crossreview.model.SessionId;
import crossreview.testkit.ReviewBench;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * One writer that waits for each acknowledgement before it goes on.
 *
 * <p>Once as code on an event loop waits, by a callback, and once as a thread waits that sleeps
 * meanwhile: the difference is what the machine needs to wake two threads for each line.
 */
final class OneWriter implements Figure {
  private static final int TURNS = 15;
  private static final int LINES = 400;

  @Override
  public String name() {
    return "one_writer";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    long[] called = new long[TURNS];
    long[] slept = new long[TURNS];
    long[] raw = new long[TURNS];
    try (Lines lines = Lines.open(dir.resolve("store"))) {
      SessionId id = lines.session();
      callback(lines, id, 5 * LINES); // warms the compiler up
      for (int turn = 0; turn < TURNS; turn++) {
        raw[turn] = RawDisk.groups(dir.resolve("raw-" + turn), LINES, 1);
        called[turn] = callback(lines, id, LINES);
        slept[turn] = sleeping(lines, id, LINES);
      }
    }
    long our = Numbers.median(called);
    long sleeping = Numbers.median(slept);
    long disk = Numbers.median(raw);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("events_per_s", Numbers.perSecond(LINES, our));
    line.put("raw_per_s", Numbers.perSecond(LINES, disk));
    line.put("ratio", Numbers.of((double) disk / our));
    line.put("target_ratio", Numbers.of(0.75));
    line.put("sleeping_writer_per_s", Numbers.perSecond(LINES, sleeping));
    line.put("sleeping_writer_ratio", Numbers.of((double) disk / sleeping));
    return line;
  }

  private static long callback(Lines lines, SessionId id, int count) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(count);
    long began = System.nanoTime();
    next(lines, id, left);
    left.await();
    return System.nanoTime() - began;
  }

  private static void next(Lines lines, SessionId id, CountDownLatch left) {
    if (left.getCount() > 0) {
      lines
          .write(id)
          .onComplete(done -> {
            left.countDown();
            next(lines, id, left);
          });
    }
  }

  private static long sleeping(Lines lines, SessionId id, int count) {
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      ReviewBench.get(lines.write(id));
    }
    return System.nanoTime() - began;
  }
}
