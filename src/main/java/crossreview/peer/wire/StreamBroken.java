package crossreview.peer.wire;

/** A stream that cannot be read on; stackless, because it is no bug. */
public final class StreamBroken extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean overflow;

  private StreamBroken(String message, boolean overflow) {
    super(message, null, false, false);
    this.overflow = overflow;
  }

  /** Something is longer than its bound. */
  public static StreamBroken tooLong(String what, long max) {
    return new StreamBroken(what + " is longer than " + max, true);
  }

  /** It is not what it should be. */
  public static StreamBroken malformed(String why) {
    return new StreamBroken(why, false);
  }

  public boolean overflow() {
    return overflow;
  }
}
