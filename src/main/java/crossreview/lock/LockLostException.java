package crossreview.lock;

/** The lock is no longer ours; whoever has it now is left alone. */
public final class LockLostException extends Exception {
  private static final long serialVersionUID = 1L;

  LockLostException(String message) {
    super(message, null, false, false);
  }
}
