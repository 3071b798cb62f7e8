package crossreview.store.disk;

import crossreview.model.Problem;
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
    String code = "storage_failed";
    if (text.contains("No space left")) {
      code = "storage_full";
    } else if (text.contains("Read-only file system")) {
      code = "storage_readonly";
    } else if (text.contains("Too many open files")) {
      code = "too_many_open_files";
    }
    return Problem.unavailable(code, "cannot " + doing + ": " + text);
  }
}
