package crossreview.bench;

import crossreview.json.JsonWriter;
import crossreview.testkit.BlockedThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints every figure, one JSON object per line; progress goes to stderr.
 *
 * <p>Usage: {@code Bench [NAME]}; without a name, or with {@code all}, every figure. Ends with 1
 * when Vert.x reported that our code held an event loop for a second, with 2 when the name is
 * unknown.
 */
public final class BenchmarkMain {
  private static final List<Benchmark> FIGURES =
      List.of(
          new WriterLatency(),
          new ConcurrentWriters(),
          new SessionWrites(),
          new RoundLatency(),
          new ConcurrentSessions(),
          new ModelRound(),
          new StreamThroughput(),
          new SseThroughput(),
          new FanOut(1_000, false),
          new FanOut(5_000, true),
          new ApiThroughput(),
          new LongSessions(),
          new JournalReplay(),
          new LockLatency(),
          new SessionListing(),
          new BackupSpeed(),
          new SelectionSpeed(),
          new LargeChange(),
          new FeedResume(),
          new LeaseLatency(),
          new ClusterThroughput(false),
          new ClusterThroughput(true));

  private static final String ALL = "all";

  private BenchmarkMain() {}

  public static void main(String[] arguments) throws Exception {
    String name = arguments.length == 0 ? ALL : arguments[0];
    List<Benchmark> wanted =
        FIGURES.stream().filter(f -> name.equals(ALL) || name.equals(f.name())).toList();
    if (wanted.isEmpty()) {
      List<String> names = FIGURES.stream().map(Benchmark::name).toList();
      System.err.println("no figure is called " + name + "; there are " + names);
      System.exit(2);
    }
    BlockedThreads.listen();
    for (Benchmark benchmark : wanted) {
      print(benchmark);
    }
    List<String> blocked = BlockedThreads.take();
    blocked.forEach(System.err::println);
    System.exit(blocked.isEmpty() ? 0 : 1);
  }

  private static void print(Benchmark benchmark) throws Exception {
    System.err.println("measuring " + benchmark.name());
    Path dir = Files.createTempDirectory("crossreview-bench");
    try {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("figure", benchmark.name());
      line.putAll(benchmark.measure(dir));
      System.out.println(JsonWriter.of(line));
    } finally {
      delete(dir);
    }
  }

  private static void delete(Path dir) throws IOException {
    try (Stream<Path> paths = Files.walk(dir)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
