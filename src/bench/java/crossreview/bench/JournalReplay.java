package crossreview.bench;

import crossreview.journal.StoredLine;
import crossreview.model.SessionId;
import crossreview.store.registry.LinePage;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** A session of 100,000 events, read back by a process that has just started. */
final class JournalReplay implements Benchmark {
  private static final int EVENTS = 100_000;
  private static final int TURNS = 5;

  @Override
  public String name() {
    return "replay_100k_events";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Path store = dir.resolve("store");
    SessionId id = write(store);
    long[] state = new long[TURNS];
    long[] pages = new long[TURNS];
    long[] raw = new long[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      raw[turn] = readBytes(store);
      try (TestStore fresh = TestStore.open(store)) {
        long began = System.nanoTime();
        ReviewHarness.get(fresh.sessions().view(id));
        state[turn] = System.nanoTime() - began;
        began = System.nanoTime();
        page(fresh, id);
        pages[turn] = System.nanoTime() - began;
      }
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("state_ms", RoundedNumber.ms(RoundedNumber.median(state)));
    line.put("state_events_per_s", RoundedNumber.perSecond(EVENTS, RoundedNumber.median(state)));
    line.put("pages_events_per_s", RoundedNumber.perSecond(EVENTS, RoundedNumber.median(pages)));
    line.put("raw_read_ms", RoundedNumber.ms(RoundedNumber.median(raw)));
    return line;
  }

  private static SessionId write(Path store) throws InterruptedException {
    try (LineStore lineStore = LineStore.open(store)) {
      SessionId id = lineStore.session();
      CountDownLatch left = new CountDownLatch(EVENTS);
      for (int i = 0; i < EVENTS; i++) {
        lineStore.write(id).onComplete(done -> left.countDown());
        if (i % 5_000 == 0) {
          ReviewHarness.get(lineStore.write(id)); // the queue has a bound
        }
      }
      left.await();
      return id;
    }
  }

  private static void page(TestStore store, SessionId id) {
    long after = 0;
    LinePage page;
    do {
      page = ReviewHarness.get(store.sessions().page(id, after, 1_000, 64 * 1024));
      for (StoredLine line : page.lines()) {
        after = line.seq();
      }
    } while (after < page.head());
  }

  private static long readBytes(Path store) throws Exception {
    long began = System.nanoTime();
    try (Stream<Path> files = Files.walk(store)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".ndjson")).toList()) {
        Files.readAllBytes(file);
      }
    }
    return System.nanoTime() - began;
  }
}
