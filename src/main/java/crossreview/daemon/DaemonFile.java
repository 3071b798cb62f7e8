package crossreview.daemon;

import crossreview.json.JsonWriter;
import crossreview.lock.LockHolder;
import crossreview.model.ProblemException;
import crossreview.model.StorageProblem;
import crossreview.process.Version;
import crossreview.store.disk.AtomicWriter;
import crossreview.store.disk.Futures;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code daemon.json}: how the command line finds the daemon of a data directory. Hosts of a
 * cluster have one each, {@code daemon-<host>.json}.
 */
final class DaemonFile {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonFile.class);

  private final Path file;
  private final byte[] content;

  /**
   * @param suffix tells the file from those of other hosts; empty for a daemon without a cluster
   * @param self this process; a command line on the same run of the machine prefers this file, and
   *     never takes another process for the daemon
   */
  DaemonFile(Path dataDir, String suffix, LockHolder self, DaemonEndpoints endpoints) {
    this.file = dataDir.resolve("daemon" + suffix + ".json");
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("url", endpoints.url());
    map.put("socket", endpoints.socket().toString());
    if (endpoints.certificate() != null) {
      map.put("tls_certificate", endpoints.certificate().toString());
    }
    map.put("pid", self.pid());
    map.put("started", self.started());
    map.put("machine_id", self.machineId());
    map.put("boot_id", self.bootId());
    map.put("pid_namespace", self.pidNamespace());
    map.put("version", Version.TEXT);
    this.content = JsonWriter.bytes(map);
  }

  /**
   * Where the daemon listens.
   *
   * @param socket for programs on this machine
   * @param certificate null without TLS
   */
  record DaemonEndpoints(String url, Path socket, @Nullable Path certificate) {}

  /** Writes the address; a reader sees this one or the one before, never a part. */
  Future<Void> write(AtomicWriter replace) {
    return Futures.future(replace.replace(file, content))
        .recover(cause -> Future.failedFuture(refusal(cause)));
  }

  private ProblemException refusal(Throwable cause) {
    return StorageProblem.STORAGE_FAILED.exception(
        "cannot write " + file + ": " + cause.getMessage());
  }

  /** Removes what this daemon wrote; another one that shares the directory may have come since. */
  void remove() {
    try {
      if (Arrays.equals(content, Files.readAllBytes(file))) {
        Files.delete(file);
      }
    } catch (NoSuchFileException e) {
      LOG.atDebug().log("{} did not exist any more", file);
    } catch (IOException e) {
      LOG.atWarn().log("{} could not be removed: {}", file, e.toString());
    }
  }
}
