package crossreview.bench;

import crossreview.testkit.ReviewBench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.consumer.RecordingStream;

/** A session of one round, one at a time, from its opening to its end. */
final class OneRound implements Figure {
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
    try (Panel panel = new Panel(dir.resolve("store"))) {
      reviews(panel, new long[YOUNG]);
      reviews(panel, young);
      reviews(panel, new long[WARM_UP]);
      for (int i = 0; i < SESSIONS; i++) {
        raw[i] = RawDisk.groups(dir.resolve("raw"), FSYNCS, 1);
        ours[i] = review(panel);
      }
      fsyncs = fsyncs(panel);
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("p50_ms", Numbers.ms(Numbers.median(ours)));
    line.put("p99_ms", Numbers.ms(Numbers.percentile(ours, 0.99)));
    line.put("raw_14_fsyncs_p50_ms", Numbers.ms(Numbers.median(raw)));
    line.put("ratio", Numbers.of((double) Numbers.median(raw) / Numbers.median(ours)));
    line.put("target_p50_ms", 12);
    line.put("young_process_p50_ms", Numbers.ms(Numbers.median(young)));
    line.put("fsyncs_per_session", Numbers.of(fsyncs));
    line.put("target_fsyncs", FSYNCS);
    return line;
  }

  private static void reviews(Panel panel, long[] times) {
    for (int i = 0; i < times.length; i++) {
      times[i] = review(panel);
    }
  }

  private static long review(Panel panel) {
    long began = System.nanoTime();
    ReviewBench.get(panel.review());
    return System.nanoTime() - began;
  }

  /** The JVM counts every fsync of a file or a directory. */
  private static double fsyncs(Panel panel) {
    AtomicLong forced = new AtomicLong();
    try (RecordingStream stream = new RecordingStream()) {
      stream.enable("jdk.FileForce").withThreshold(Duration.ZERO).withoutStackTrace();
      stream.onEvent("jdk.FileForce", event -> forced.incrementAndGet());
      stream.startAsync();
      for (int i = 0; i < COUNTED; i++) {
        ReviewBench.get(panel.review());
      }
      stream.stop(); // what was recorded until now is delivered first
    }
    return (double) forced.get() / COUNTED;
  }
}
