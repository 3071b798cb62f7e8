package crossreview.bench;

import crossreview.model.SessionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Two hundred sessions at the same time, each written by one who waits for acknowledgements. */
final class ManySessions implements Figure {
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
    Turns turns;
    try (Lines lines = Lines.open(dir.resolve("store"))) {
      List<SessionId> ids = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        ids.add(lines.session());
      }
      write(lines, ids);
      turns =
          Turns.measured(
              TURNS,
              turn -> write(lines, ids),
              turn -> RawDisk.files(dir.resolve("raw-" + turn), SESSIONS, LINES, THREADS));
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("events_per_s", Numbers.perSecond((long) SESSIONS * LINES, turns.ours()));
    line.put("raw_16_threads_per_s", Numbers.perSecond((long) SESSIONS * LINES, turns.raw()));
    line.put("ratio", Numbers.of(turns.ratio()));
    line.put("target_ratio", Numbers.of(0.4));
    return line;
  }

  private static long write(Lines lines, List<SessionId> ids) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(ids.size());
    long began = System.nanoTime();
    ids.forEach(id -> next(lines, id, LINES, left));
    left.await();
    return System.nanoTime() - began;
  }

  private static void next(Lines lines, SessionId id, int more, CountDownLatch left) {
    if (more == 0) {
      left.countDown();
    } else {
      lines.write(id).onComplete(done -> next(lines, id, more - 1, left));
    }
  }
}
