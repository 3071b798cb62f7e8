package crossreview.time;

/**
 * The monotonic clock: for durations; its values mean nothing outside of this process. Any thread.
 */
@FunctionalInterface
public interface Ticker {
  /** Nanoseconds since an arbitrary origin; never goes backwards. */
  long nanos();
}
