package crossreview.bench;

import crossreview.backup.BackupJob;
import crossreview.backup.BackupReport;
import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.testkit.Folders;
import crossreview.testkit.ReviewHarness;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A backup of ten thousand sessions, the first and one without news, beside a plain copy of the
 * same files that is made durable by one fsync of each file and nothing else.
 */
final class BackupSpeed implements Benchmark {
  /** Fewer show which part takes long. */
  private static final int SESSIONS = Integer.getInteger("bench.sessions", 10_000);

  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final int ABREAST = 40;

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Path data = Folders.createPrivate(dir.resolve("data"));
    write(data);
    long began = System.nanoTime();
    double processorBefore = processor();
    BackupReport first = backup(data, dir.resolve("backup"));
    double firstSeconds = (System.nanoTime() - began) / 1e9;
    double processor = processor() - processorBefore;
    began = System.nanoTime();
    BackupReport second = backup(data, dir.resolve("backup"));
    double secondSeconds = (System.nanoTime() - began) / 1e9;
    began = System.nanoTime();
    long raw = plainCopy(data.resolve("sessions"), dir.resolve("plain"));
    double rawSeconds = (System.nanoTime() - began) / 1e9;
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("sessions", first.sessions());
    line.put("damaged", first.damaged().size());
    line.put("mb", RoundedNumber.of(first.bytes() / 1e6));
    line.put("first_mb_per_s", RoundedNumber.of(first.bytes() / 1e6 / firstSeconds));
    line.put("first_s", RoundedNumber.of(firstSeconds));
    line.put("first_processor_s", RoundedNumber.of(processor));
    line.put("unchanged_s", RoundedNumber.of(secondSeconds));
    line.put("unchanged_bytes", second.bytes());
    line.put("plain_copy_mb_per_s", RoundedNumber.of(raw / 1e6 / rawSeconds));
    line.put("target_mb_per_s", RoundedNumber.of(100));
    return line;
  }

  private static double processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  private static BackupReport backup(Path data, Path place) throws IOException {
    return BackupJob.run(data, place, () -> NOON, (done, all, bytes) -> {});
  }

  private static void write(Path data) throws Exception {
    try (ReviewPanel panel = new ReviewPanel(data)) {
      for (int i = 0; i < SESSIONS; i += ABREAST) {
        List<Future<?>> some = new ArrayList<>();
        for (int each = 0; each < ABREAST; each++) {
          some.add(panel.review());
        }
        ReviewHarness.get(Future.all(some));
      }
    }
  }

  private static long plainCopy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(from)) {
      all = tree.toList();
    }
    long bytes = 0;
    for (Path path : all) {
      Path target = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(target, FileModes.PRIVATE_DIRECTORY);
      } else {
        byte[] content = Files.readAllBytes(path);
        DurableFiles.writeNew(target, content);
        bytes += content.length;
      }
    }
    return bytes;
  }
}
