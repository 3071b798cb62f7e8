package crossreview.access;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.file.StorageProblems;
import crossreview.json.JsonWriter;
import crossreview.model.Problem;
import crossreview.model.ValueChecks;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code audit.ndjson} of a data directory: one line an act, appended and fsynced by a thread of
 * its own. A full file is put aside as {@code audit-<time>.ndjson}. Hosts that share the directory
 * have a file each, {@code audit-<host>.ndjson}: appending from two machines is safe on no network
 * file system.
 */
public final class AuditLog implements AuditSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final String NAME = "audit";
  private static final long BYTES_MAX = 16L << 20; // some hundred thousand acts
  private static final int WAITING_MAX = 4_096; // more come only from an attack; they are counted
  private static final long FAREWELL_SECONDS = 2;

  private final Path file;
  private final Clock clock;
  private final Consumer<Problem> storageFaults;
  private final AtomicLong lost = new AtomicLong();
  private final ThreadPoolExecutor writer;

  public AuditLog(Path dataDir, Clock clock) {
    this(dataDir, clock, "", fault -> {});
  }

  /**
   * @param suffix tells the file from those of other hosts; empty for a daemon without a cluster
   * @param storageFaults hears why a line could not be written
   */
  public AuditLog(Path dataDir, Clock clock, String suffix, Consumer<Problem> storageFaults) {
    this.file = file(dataDir, suffix);
    this.clock = clock;
    this.storageFaults = storageFaults;
    this.writer =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("audit").factory(),
            (task, full) -> lost.incrementAndGet());
  }

  @Override
  public void note(AuditEvent auditEvent) {
    String ts = TimestampFormat.format(clock.now());
    writer.execute(() -> write(file, ts, auditEvent, lost.getAndSet(0), storageFaults));
  }

  private static Path file(Path dataDir, String suffix) {
    return dataDir.resolve(NAME + suffix + ".ndjson");
  }

  /** The act itself is done: a line that cannot be written does not undo it. */
  private static void write(
      Path file, String ts, AuditEvent auditEvent, long lost, Consumer<Problem> storageFaults) {
    try {
      append(file, ts, auditEvent, lost);
    } catch (IOException e) {
      LOG.atError()
          .addKeyValue("act", auditEvent.what())
          .log("an act is not audited: {}", e.toString());
      storageFaults.accept(StorageProblems.of("append to " + file, e));
    }
  }

  /** Appends one act from outside of a daemon. Blocking. */
  static void append(Path dataDir, Clock clock, AuditEvent auditEvent) {
    write(file(dataDir, ""), TimestampFormat.format(clock.now()), auditEvent, 0, fault -> {});
  }

  private static void append(Path file, String ts, AuditEvent auditEvent, long lost)
      throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("ts", ts);
    line.put("act", auditEvent.what());
    line.put("by", auditEvent.by());
    line.put("about", ValueChecks.cut(auditEvent.about(), 200));
    line.put("outcome", auditEvent.outcome());
    line.put("request", auditEvent.request());
    if (lost > 0) {
      line.put("lost_before", lost);
    }
    putAside(file, ts);
    byte[] bytes = (JsonWriter.of(line) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            FileModes.PRIVATE_FILE)) {
      DurableFiles.writeAll(channel, bytes); // one write as a rule: lines of processes do not mix
      channel.force(false);
    }
  }

  private static void putAside(Path file, String ts) throws IOException {
    if (Files.exists(file) && Files.size(file) > BYTES_MAX) {
      String name = file.getFileName().toString().replace(".ndjson", "");
      String aside = name + "-" + ts.replaceAll("[^0-9]", "") + ".ndjson";
      DurableFiles.move(file, file.resolveSibling(aside));
    }
  }

  /** What was noted is written, within two seconds. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        LOG.atWarn().log("{} acts are not audited", writer.getQueue().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
