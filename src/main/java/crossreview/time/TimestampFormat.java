package crossreview.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The one spelling of a time in journals and answers: RFC 3339, UTC, always three fractional
 * digits.
 *
 * <p>A fixed width keeps stamps comparable as strings; {@code Instant.toString()} drops zeros.
 */
public final class TimestampFormat {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private TimestampFormat() {}

  /** The stamp of an instant; digits below the millisecond are cut. */
  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /** The instant of a stamp; throws {@link java.time.format.DateTimeParseException}. */
  public static Instant parse(String stamp) {
    return Instant.parse(stamp);
  }
}
