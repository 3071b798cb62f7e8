package crossreview.journal;

/** The session is no longer ours: nothing that was not answered yet will be. */
public final class LockLost extends Exception {
  private static final long serialVersionUID = 1L;

  public LockLost(String message) {
    super(message, null, false, false);
  }
}
