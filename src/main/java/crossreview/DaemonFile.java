package crossreview;

import crossreview.json.JsonText;
import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.store.DataDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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

  private static byte[] content(String url) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("url", url);
    map.put("pid", ProcessHandle.current().pid());
    map.put("version", Version.TEXT);
    return JsonText.bytes(map);
  }

  static void write(DataDir dir, String url) {
    Path temporary = dir.root().resolve(NAME + ".tmp");
    try {
      Files.write(temporary, content(url));
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
      Files.move(temporary, dir.root().resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Refused(
          Problem.unavailable("storage_failed", "cannot write " + NAME + ": " + e.getMessage()));
    }
  }

  /** Removes what this daemon wrote; another one that shares the directory may have come since. */
  static void remove(DataDir dir, String url) {
    Path file = dir.root().resolve(NAME);
    try {
      if (Arrays.equals(content(url), Files.readAllBytes(file))) {
        Files.delete(file);
      }
    } catch (NoSuchFileException e) {
      LOG.atDebug().log("{} was gone already", NAME);
    } catch (IOException e) {
      LOG.atWarn().log("{} was left behind: {}", NAME, e.toString());
    }
  }
}
