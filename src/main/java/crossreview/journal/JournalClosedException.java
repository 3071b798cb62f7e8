package crossreview.journal;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The writer is closed for good; {@code code} says why. */
public final class JournalClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  public JournalClosedException(String code, String message) {
    this(code, message, null);
  }

  private JournalClosedException(String code, String message, Throwable cause) {
    super(message, cause, false, false);
    this.code = code;
  }

  /** What a failure of the writer is to those who wait. A bug keeps its stack as the cause. */
  static JournalClosedException because(Throwable failure) {
    return switch (failure) {
      case WriterFencedException lost ->
          new JournalClosedException("lock_lost", lost.getMessage(), lost);
      case UncheckedIOException unchecked -> because(unchecked.getCause());
      case IOException io ->
          new JournalClosedException(
              code(io), "the journal cannot be written: " + io.getMessage(), io);
      default ->
          new JournalClosedException(
              "journal_failed", "a bug stopped the journal: " + failure, failure);
    };
  }

  private static String code(IOException e) {
    String text =
        String.valueOf(e.getMessage()); // the only place where Java says which error it was
    if (text.contains("No space left") || text.contains("Disk quota exceeded")) {
      return "storage_full";
    }
    return text.contains("Read-only file system") ? "storage_readonly" : "journal_failed";
  }

  /**
   * {@code lock_lost}, {@code storage_full}, {@code storage_readonly}, {@code journal_failed},
   * {@code overloaded} or {@code closed}.
   */
  public String code() {
    return code;
  }
}
