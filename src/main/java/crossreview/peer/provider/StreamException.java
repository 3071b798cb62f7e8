package crossreview.peer.provider;

/** A stream that cannot be read on; stackless, because it is not a bug. */
public final class StreamException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean overflow;

  private StreamException(String message, boolean overflow) {
    super(message, null, false, false);
    this.overflow = overflow;
  }

  /** Something is longer than its bound. */
  public static StreamException tooLong(String what, long max) {
    return new StreamException(what + " is longer than " + max, true);
  }

  /** It has more JSON values than its bound. */
  public static StreamException tooManyValues(int max) {
    return new StreamException("the answer has more than " + max + " JSON values", true);
  }

  /** It is not what it should be. */
  public static StreamException malformed(String why) {
    return new StreamException(why, false);
  }

  public boolean overflow() {
    return overflow;
  }
}
