package crossreview.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How ids, counts, sizes and times are written for people. */
public final class DisplayFormats {
  private static final int BRIEF = 4; // a prefix that is short enough to type

  private DisplayFormats() {}

  public static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  public static String shortId(String id) {
    return id.length() < BRIEF ? id : id.substring(0, BRIEF);
  }

  public static String size(long bytes) {
    return bytes < 1_000 ? bytes + " B" : String.format(Locale.ROOT, "%.1f kB", bytes / 1_000.0);
  }

  public static String truncate(String text, int max) {
    return text.length() > max ? text.substring(0, max - 1) + "…" : text;
  }

  /** The time between two stamps; empty when one of them is not there yet. */
  static String seconds(String from, String to) {
    if (from.isEmpty() || to.isEmpty()) {
      return "";
    }
    long ms = Duration.between(Instant.parse(from), Instant.parse(to)).toMillis();
    return String.format(Locale.ROOT, "%.2f s", ms / 1_000.0);
  }
}
