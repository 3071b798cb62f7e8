package crossreview.bench;

import crossreview.testkit.ReviewHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.consumer.RecordingStream;

/** A session of one round, one at a time, from its opening to its end. */
final class RoundLatency implements Benchmark {
  private static final int YOUNG = 300; // sessions; after them the first figure is taken
  private static final int WARM_UP = 1_200; // more of them, until the compiler is done
  private static final int SESSIONS = 300;
  private static final int COUNTED = 20;
  private static final int FSYNCS = 14; // what the design allows from open to converged

  @Override
  public String name() {
    return "session_one_round";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    long[] young = new long[SESSIONS];
    long[] ours = new long[SESSIONS];
    long[] raw = new long[SESSIONS];
    double fsyncs;
    try (ReviewPanel reviewPanel = new ReviewPanel(dir.resolve("store"))) {
      reviews(reviewPanel, new long[YOUNG]);
      reviews(reviewPanel, young);
      reviews(reviewPanel, new long[WARM_UP]);
      for (int i = 0; i < SESSIONS; i++) {
        raw[i] = RawDisk.groups(dir.resolve("raw"), FSYNCS, 1);
        ours[i] = review(reviewPanel);
      }
      fsyncs = fsyncs(reviewPanel);
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("p50_ms", RoundedNumber.ms(RoundedNumber.median(ours)));
    line.put("p99_ms", RoundedNumber.ms(RoundedNumber.percentile(ours, 0.99)));
    line.put("raw_14_fsyncs_p50_ms", RoundedNumber.ms(RoundedNumber.median(raw)));
    line.put(
        "ratio", RoundedNumber.of((double) RoundedNumber.median(raw) / RoundedNumber.median(ours)));
    line.put("target_p50_ms", 12);
    line.put("young_process_p50_ms", RoundedNumber.ms(RoundedNumber.median(young)));
    line.put("fsyncs_per_session", RoundedNumber.of(fsyncs));
    line.put("target_fsyncs", FSYNCS);
    return line;
  }

  private static void reviews(ReviewPanel reviewPanel, long[] times) {
    for (int i = 0; i < times.length; i++) {
      times[i] = review(reviewPanel);
    }
  }

  private static long review(ReviewPanel reviewPanel) {
    long began = System.nanoTime();
    ReviewHarness.get(reviewPanel.review());
    return System.nanoTime() - began;
  }

  /** The JVM counts every fsync of a file or a directory. */
  private static double fsyncs(ReviewPanel reviewPanel) {
    AtomicLong forced = new AtomicLong();
    try (RecordingStream stream = new RecordingStream()) {
      stream.enable("jdk.FileForce").withThreshold(Duration.ZERO).withoutStackTrace();
      stream.onEvent("jdk.FileForce", event -> forced.incrementAndGet());
      stream.startAsync();
      for (int i = 0; i < COUNTED; i++) {
        ReviewHarness.get(reviewPanel.review());
      }
      stream.stop(); // what was recorded until now is delivered first
    }
    return (double) forced.get() / COUNTED;
  }
}
