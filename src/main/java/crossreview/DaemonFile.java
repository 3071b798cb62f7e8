package crossreview;

import crossreview.json.JsonText;
import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.store.AtomicReplace;
import crossreview.store.DataDir;
import crossreview.store.Stages;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code daemon.json}: how the command line finds the daemon of a data directory. */
final class DaemonFile {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonFile.class);
  private static final String NAME = "daemon.json";

  private DaemonFile() {}

  private static byte[] content(String url, Path certificate) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("url", url);
    if (certificate != null) {
      map.put("tls_certificate", certificate.toString()); // whom the command line may trust
    }
    map.put("pid", ProcessHandle.current().pid());
    map.put("version", Version.TEXT);
    return JsonText.bytes(map);
  }

  /** Writes the address; whoever reads it sees this one or the one before, never a half. */
  static Future<Void> write(DataDir dir, String url, Path certificate, AtomicReplace replace) {
    Path file = dir.root().resolve(NAME);
    return Stages.future(replace.replace(file, content(url, certificate)))
        .recover(cause -> Future.failedFuture(refusal(cause)));
  }

  private static Refused refusal(Throwable cause) {
    return new Refused(
        Problem.unavailable("storage_failed", "cannot write " + NAME + ": " + cause.getMessage()));
  }

  /** Removes what this daemon wrote; another one that shares the directory may have come since. */
  static void remove(DataDir dir, String url, Path certificate) {
    Path file = dir.root().resolve(NAME);
    try {
      if (Arrays.equals(content(url, certificate), Files.readAllBytes(file))) {
        Files.delete(file);
      }
    } catch (NoSuchFileException e) {
      LOG.atDebug().log("{} was gone already", NAME);
    } catch (IOException e) {
      LOG.atWarn().log("{} was left behind: {}", NAME, e.toString());
    }
  }
}
