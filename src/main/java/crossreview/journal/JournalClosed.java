package crossreview.journal;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The writer is closed for good; {@code code} says why. */
public final class JournalClosed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  public JournalClosed(String code, String message) {
    this(code, message, null);
  }

  private JournalClosed(String code, String message, Throwable cause) {
    super(message, cause, false, false);
    this.code = code;
  }

  /** What a failure of the writer is to those who wait. A bug keeps its stack as the cause. */
  static JournalClosed because(Throwable failure) {
    return switch (failure) {
      case LockLost lost -> new JournalClosed("lock_lost", lost.getMessage(), lost);
      case UncheckedIOException unchecked -> because(unchecked.getCause());
      case IOException io ->
          new JournalClosed(code(io), "the journal cannot be written: " + io.getMessage(), io);
      default ->
          new JournalClosed("journal_failed", "a bug stopped the journal: " + failure, failure);
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
