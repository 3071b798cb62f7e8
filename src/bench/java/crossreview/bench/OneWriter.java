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
    long[] slept = new long[TURNS];
    Turns turns;
    try (Lines lines = Lines.open(dir.resolve("store"))) {
      SessionId id = lines.session();
      callback(lines, id, 5 * LINES); // warms the compiler up
      turns =
          Turns.measured(
              TURNS,
              turn -> {
                slept[turn] = sleeping(lines, id, LINES);
                return callback(lines, id, LINES);
              },
              turn -> RawDisk.groups(dir.resolve("raw-" + turn), LINES, 1));
    }
    long sleeping = Numbers.median(slept);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("events_per_s", Numbers.perSecond(LINES, turns.ours()));
    line.put("raw_per_s", Numbers.perSecond(LINES, turns.raw()));
    line.put("ratio", Numbers.of(turns.ratio()));
    line.put("target_ratio", Numbers.of(0.75));
    line.put("sleeping_writer_per_s", Numbers.perSecond(LINES, sleeping));
    line.put("sleeping_writer_ratio", Numbers.of((double) turns.raw() / sleeping));
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
