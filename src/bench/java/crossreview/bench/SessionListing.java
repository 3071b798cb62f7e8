package crossreview.bench;

import crossreview.model.SessionId;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.registry.SessionRegistry;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.TestStore;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of ten thousand sessions: its start, one page, and all of it. */
final class SessionListing implements Benchmark {
  private static final int SESSIONS = 10_000;
  private static final int ABREAST = 250;
  private static final int TURNS = 200;

  @Override
  public String name() {
    return "10000_listed";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Path data = dir.resolve("store");
    write(data);
    try (TestStore store = TestStore.open(data)) {
      long began = System.nanoTime();
      ReviewHarness.get(store.sessions().loadIndex());
      long start = System.nanoTime() - began;
      long[] page = new long[TURNS];
      long[] all = new long[TURNS];
      for (int turn = 0; turn < TURNS; turn++) {
        began = System.nanoTime();
        store.sessions().list(new ListQuery(null, ListQuery.LIMIT_MAX, null));
        page[turn] = System.nanoTime() - began;
        began = System.nanoTime();
        whole(store.sessions());
        all[turn] = System.nanoTime() - began;
      }
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("page_p95_ms", RoundedNumber.ms(RoundedNumber.percentile(page, 0.95)));
      line.put("all_p95_ms", RoundedNumber.ms(RoundedNumber.percentile(all, 0.95)));
      line.put("target_p95_ms", RoundedNumber.of(20));
      line.put("start_s", RoundedNumber.of(start / 1e9));
      return line;
    }
  }

  private static void write(Path data) {
    try (LineStore lineStore = LineStore.open(data)) {
      for (int i = 0; i < SESSIONS / ABREAST; i++) {
        List<Future<?>> some = new ArrayList<>();
        for (int each = 0; each < ABREAST; each++) {
          some.add(lineStore.begin());
        }
        ReviewHarness.get(Future.all(some));
      }
    }
  }

  private static void whole(SessionRegistry sessionRegistry) {
    String cursor = null;
    SessionId last = null;
    do {
      SessionPage page = sessionRegistry.list(new ListQuery(cursor, ListQuery.LIMIT_MAX, null));
      last = page.rows().getLast().id();
      cursor = page.next();
    } while (cursor != null && last != null);
  }
}
