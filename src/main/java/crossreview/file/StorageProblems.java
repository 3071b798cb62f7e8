package crossreview.file;

import crossreview.model.Problem;
import crossreview.model.StorageProblem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/**
 * What a failed file operation is called.
 *
 * <p>Java tells most disk errors apart only by the text of the system (strerror), which is in the
 * language of LC_MESSAGES. The launcher sets it to C, so the texts here are the English ones.
 */
public final class StorageProblems {
  private StorageProblems() {}

  /** A process without free descriptors reads no class any more, this one least of all. */
  public static void load() {
    of("load this class", new IOException("too early to fail"));
  }

  /**
   * The refusal for a failed operation.
   *
   * @param doing what was tried, to be read after "cannot"
   */
  public static Problem of(String doing, IOException cause) {
    return code(cause, StorageProblem.STORAGE_FAILED)
        .problem("cannot " + doing + ": " + cause.getMessage());
  }

  /**
   * The code of a failed operation.
   *
   * @param otherwise the code where the cause is none that has one
   */
  public static StorageProblem code(IOException cause, StorageProblem otherwise) {
    // The message of a file system's exception begins with a path, which may contain anything.
    String text = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
    if (text == null) {
      return otherwise;
    }
    if (text.contains("No space left") || text.contains("Disk quota exceeded")) {
      return StorageProblem.STORAGE_FULL;
    }
    if (text.contains("Read-only file system")) {
      return StorageProblem.STORAGE_READONLY;
    }
    return text.contains("Too many open files") ? StorageProblem.TOO_MANY_OPEN_FILES : otherwise;
  }

  /** EPERM, EACCES, EBUSY and EEXIST: another process has the file open for a moment. */
  public static boolean isMomentary(Exception cause) {
    if (cause instanceof AccessDeniedException || cause instanceof FileAlreadyExistsException) {
      return true;
    }
    String reason = cause instanceof FileSystemException e ? String.valueOf(e.getReason()) : "";
    return reason.contains("not permitted") || reason.contains("busy");
  }
}
