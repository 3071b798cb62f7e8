package crossreview.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions of one round, thirty-two at a time. */
final class ConcurrentSessions implements Benchmark {
  private static final int ABREAST = 32;
  private static final int SESSIONS = 640;
  private static final int TURNS = 5;
  private static final int FSYNCS = 14;
  private static final int THREADS = 16; // as many as the journal has

  @Override
  public String name() {
    return "sessions_32_in_flight";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    PairedResult pairedResult;
    try (ReviewPanel reviewPanel = new ReviewPanel(dir.resolve("store"))) {
      new Turn(reviewPanel).run();
      pairedResult =
          PairedResult.measured(
              TURNS,
              turn -> new Turn(reviewPanel).run(),
              turn -> RawDisk.files(dir.resolve("raw-" + turn), SESSIONS, FSYNCS, THREADS));
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("sessions_per_s", RoundedNumber.perSecond(SESSIONS, pairedResult.ours()));
    line.put(
        "raw_14_fsyncs_16_threads_per_s", RoundedNumber.perSecond(SESSIONS, pairedResult.raw()));
    line.put("ratio", RoundedNumber.of(pairedResult.ratio()));
    line.put("target_per_s", 250);
    return line;
  }

  private static final class Turn {
    private final ReviewPanel reviewPanel;
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch left = new CountDownLatch(SESSIONS);

    Turn(ReviewPanel reviewPanel) {
      this.reviewPanel = reviewPanel;
    }

    long run() throws InterruptedException {
      long began = System.nanoTime();
      for (int i = 0; i < ABREAST; i++) {
        next();
      }
      left.await();
      return System.nanoTime() - began;
    }

    private void next() {
      if (begun.incrementAndGet() <= SESSIONS) {
        reviewPanel
            .review()
            .onFailure(cause -> System.err.println("a review failed: " + cause))
            .onComplete(done -> {
              left.countDown();
              next();
            });
      }
    }
  }
}
