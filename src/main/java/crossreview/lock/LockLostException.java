package crossreview.lock;

/** The lock is no longer ours; its new owner is not disturbed. */
public final class LockLostException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String message;

  LockLostException(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
