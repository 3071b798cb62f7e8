package crossreview.bench;

import crossreview.model.SessionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Two hundred sessions at the same time, each written by one who waits for acknowledgements. */
final class SessionWrites implements Benchmark {
  private static final int TURNS = 7;
  private static final int SESSIONS = 200;
  private static final int LINES = 20; // of each session
  private static final int THREADS = 16; // as many as the journal has

  @Override
  public String name() {
    return "200_sessions";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    PairedResult pairedResult;
    try (LineStore lineStore = LineStore.open(dir.resolve("store"))) {
      List<SessionId> ids = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        ids.add(lineStore.session());
      }
      write(lineStore, ids);
      pairedResult =
          PairedResult.measured(
              TURNS,
              turn -> write(lineStore, ids),
              turn -> RawDisk.files(dir.resolve("raw-" + turn), SESSIONS, LINES, THREADS));
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("events_per_s", RoundedNumber.perSecond((long) SESSIONS * LINES, pairedResult.ours()));
    line.put(
        "raw_16_threads_per_s",
        RoundedNumber.perSecond((long) SESSIONS * LINES, pairedResult.raw()));
    line.put("ratio", RoundedNumber.of(pairedResult.ratio()));
    line.put("target_ratio", RoundedNumber.of(0.4));
    return line;
  }

  private static long write(LineStore lineStore, List<SessionId> ids) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(ids.size());
    long began = System.nanoTime();
    ids.forEach(id -> next(lineStore, id, LINES, left));
    left.await();
    return System.nanoTime() - began;
  }

  private static void next(LineStore lineStore, SessionId id, int more, CountDownLatch left) {
    if (more == 0) {
      left.countDown();
    } else {
      lineStore.write(id).onComplete(done -> next(lineStore, id, more - 1, left));
    }
  }
}
