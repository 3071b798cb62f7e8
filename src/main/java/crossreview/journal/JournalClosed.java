package crossreview.journal;

/** The writer is closed for good; {@code code} says why. */
public final class JournalClosed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  public JournalClosed(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /**
   * {@code lock_lost}, {@code storage_full}, {@code storage_readonly}, {@code journal_failed}, {@code
   * overloaded} or {@code closed}.
   */
  public String code() {
    return code;
  }
}
