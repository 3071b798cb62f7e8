package crossreview.bench;

import crossreview.lock.HeldLock;
import crossreview.lock.LockService;
import crossreview.testkit.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Taking and releasing a lock that nobody else wants, beside mkdir and rmdir alone. */
final class LockLatency implements Benchmark {
  private static final int TURNS = 10_000;
  private static final int WARM = 5_000; // a daemon is older than a second

  @Override
  public String name() {
    return "one_lock";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Path folder = Files.createDirectories(dir.resolve("folder"));
    long[] ours = new long[TURNS];
    long[] raw = new long[TURNS];
    try (TestStore store = TestStore.open(dir.resolve("store"))) {
      for (int turn = -WARM; turn < TURNS; turn++) {
        long began = System.nanoTime();
        Files.delete(Files.createDirectory(dir.resolve("raw")));
        long middle = System.nanoTime();
        taken(store.locks(), folder);
        if (turn >= 0) {
          raw[turn] = middle - began;
          ours[turn] = System.nanoTime() - middle;
        }
      }
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("p50_ms", RoundedNumber.ms(RoundedNumber.median(ours)));
    line.put("p99_ms", RoundedNumber.ms(RoundedNumber.percentile(ours, 0.99)));
    line.put("target_p99_ms", RoundedNumber.of(2));
    line.put("raw_p50_ms", RoundedNumber.ms(RoundedNumber.median(raw)));
    line.put("raw_p99_ms", RoundedNumber.ms(RoundedNumber.percentile(raw, 0.99)));
    return line;
  }

  private static void taken(LockService locks, Path folder) throws Exception {
    HeldLock lock = locks.acquire(folder, Duration.ZERO).toCompletableFuture().get();
    lock.release().toCompletableFuture().get();
  }
}
