package crossreview.journal;

/** The session is no longer ours: nothing that was not answered yet will be. */
public final class WriterFencedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String message;

  public WriterFencedException(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
