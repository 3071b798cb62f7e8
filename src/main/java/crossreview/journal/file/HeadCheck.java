package crossreview.journal.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks whether the marks in head files are whole. Reading needs one of the two marks only, so it
 * would never notice that the other one was altered. Blocks; writes nothing.
 */
public final class HeadCheck {
  private HeadCheck() {}

  /** What is wrong with the head files of a session's folder, by their names. */
  public static Map<String, String> faults(FilePort files, Path folder) throws IOException {
    Map<String, String> faults = new LinkedHashMap<>();
    for (long epoch : EpochFiles.present(files, folder)) {
      Path head = EpochFiles.head(folder, epoch);
      Optional<String> fault = HeadMark.fault(files, head);
      fault.ifPresent(why -> faults.put(head.getFileName().toString(), why));
    }
    return faults;
  }
}
