package crossreview.store.disk;

import crossreview.model.Problem;
import crossreview.model.StorageProblem;
import java.io.IOException;

/** What a failed file operation is called. */
public final class StorageProblems {
  private StorageProblems() {}

  /** A process without free descriptors reads no class any more, this one least of all. */
  public static void load() {
    of("load this class", new IOException("too early to fail"));
  }

  public static Problem of(String doing, IOException cause) {
    String text = String.valueOf(cause.getMessage());
    StorageProblem code = StorageProblem.STORAGE_FAILED;
    if (text.contains("No space left")) {
      code = StorageProblem.STORAGE_FULL;
    } else if (text.contains("Read-only file system")) {
      code = StorageProblem.STORAGE_READONLY;
    } else if (text.contains("Too many open files")) {
      code = StorageProblem.TOO_MANY_OPEN_FILES;
    }
    return code.problem("cannot " + doing + ": " + text);
  }
}
