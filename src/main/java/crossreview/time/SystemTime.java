package crossreview.time;

import java.time.Instant;

/** The machine's clocks. */
public final class SystemTime implements Clock, Ticker {
  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
