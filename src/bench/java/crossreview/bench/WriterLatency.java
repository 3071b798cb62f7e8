package crossreview.bench;

import crossreview.model.SessionId;
import crossreview.testkit.ReviewHarness;
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
final class WriterLatency implements Benchmark {
  private static final int TURNS = 15;
  private static final int LINES = 400;

  @Override
  public String name() {
    return "one_writer";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    long[] slept = new long[TURNS];
    PairedResult pairedResult;
    try (LineStore lineStore = LineStore.open(dir.resolve("store"))) {
      SessionId id = lineStore.session();
      callback(lineStore, id, 5 * LINES); // warms the compiler up
      pairedResult =
          PairedResult.measured(
              TURNS,
              turn -> {
                slept[turn] = sleeping(lineStore, id, LINES);
                return callback(lineStore, id, LINES);
              },
              turn -> RawDisk.groups(dir.resolve("raw-" + turn), LINES, 1));
    }
    long sleeping = RoundedNumber.median(slept);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("events_per_s", RoundedNumber.perSecond(LINES, pairedResult.ours()));
    line.put("raw_per_s", RoundedNumber.perSecond(LINES, pairedResult.raw()));
    line.put("ratio", RoundedNumber.of(pairedResult.ratio()));
    line.put("target_ratio", RoundedNumber.of(0.75));
    line.put("sleeping_writer_per_s", RoundedNumber.perSecond(LINES, sleeping));
    line.put("sleeping_writer_ratio", RoundedNumber.of((double) pairedResult.raw() / sleeping));
    return line;
  }

  private static long callback(LineStore lineStore, SessionId id, int count)
      throws InterruptedException {
    CountDownLatch left = new CountDownLatch(count);
    long began = System.nanoTime();
    next(lineStore, id, left);
    left.await();
    return System.nanoTime() - began;
  }

  private static void next(LineStore lineStore, SessionId id, CountDownLatch left) {
    if (left.getCount() > 0) {
      lineStore
          .write(id)
          .onComplete(done -> {
            left.countDown();
            next(lineStore, id, left);
          });
    }
  }

  private static long sleeping(LineStore lineStore, SessionId id, int count) {
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      ReviewHarness.get(lineStore.write(id));
    }
    return System.nanoTime() - began;
  }
}
