package crossreview.bench;

import crossreview.model.SessionId;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.TestStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A session of a million events: the first page after a start, and pages behind any line. */
final class FeedResume implements Benchmark {
  private static final int EVENTS = 1_000_000;
  private static final int TURNS = 200;
  private static final int SHORT = 2_000;

  @Override
  public String name() {
    return "resume_1m_events";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Path data = dir.resolve("store");
    SessionId id = write(data, EVENTS);
    Map<String, Object> line = new LinkedHashMap<>();
    try (TestStore store = TestStore.open(data)) {
      Random random = new Random(1);
      line.put("first_page_ms", RoundedNumber.ms(page(store, id, 999_000)));
      long[] turns = new long[TURNS];
      for (int turn = 0; turn < TURNS; turn++) {
        turns[turn] = page(store, id, random.nextInt(EVENTS));
      }
      line.put("any_page_p50_ms", RoundedNumber.ms(RoundedNumber.median(turns)));
      line.put("any_page_p95_ms", RoundedNumber.ms(RoundedNumber.percentile(turns, 0.95)));
      line.put("target_p95_ms", RoundedNumber.of(50));
    }
    Path small = dir.resolve("small");
    SessionId other = write(small, SHORT);
    try (TestStore store = TestStore.open(small)) {
      page(store, other, 1);
      long[] turns = new long[TURNS * 10];
      for (int turn = 0; turn < turns.length; turn++) {
        turns[turn] = page(store, other, SHORT - 10);
      }
      line.put("last_10_of_2000_p50_ms", RoundedNumber.ms(RoundedNumber.median(turns)));
      line.put("target_ms", RoundedNumber.of(0.2));
    }
    return line;
  }

  private static long page(TestStore store, SessionId id, long after) {
    long began = System.nanoTime();
    ReviewHarness.get(store.sessions().page(id, after, 200, 64 * 1024));
    return System.nanoTime() - began;
  }

  private static SessionId write(Path store, int events) throws InterruptedException {
    try (LineStore lineStore = LineStore.open(store)) {
      SessionId id = lineStore.session();
      CountDownLatch left = new CountDownLatch(events);
      for (int i = 0; i < events; i++) {
        lineStore.write(id).onComplete(done -> left.countDown());
        if (i % 5_000 == 0) {
          ReviewHarness.get(lineStore.write(id)); // the queue has a bound
        }
      }
      left.await();
      return id;
    }
  }
}
