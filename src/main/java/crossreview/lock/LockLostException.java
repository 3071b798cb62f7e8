package crossreview.lock;

/** The lock is no longer ours; its new owner is not disturbed. */
public final class LockLostException extends Exception {
  private static final long serialVersionUID = 1L;

  LockLostException(String message) {
    super(message, null, false, false);
  }
}
