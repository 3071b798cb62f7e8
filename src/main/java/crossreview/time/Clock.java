package crossreview.time;

import java.time.Instant;

/** The wall clock: for stamps that people read, never for measuring a duration. Any thread. */
@FunctionalInterface
public interface Clock {
  /** The current UTC time. It may jump in both directions. */
  Instant now();
}
