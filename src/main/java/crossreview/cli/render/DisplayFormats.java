package crossreview.cli.render;

import crossreview.cli.JsonNode;
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

  /**
   * As much of a text as so many columns of a terminal hold. Wide characters, such as those of East
   * Asia and emoji, take two; no character is cut in half.
   */
  static String fitting(String text, int columns) {
    int used = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      used += wide(text.codePointAt(at)) ? 2 : 1;
      if (used > columns) {
        return text.substring(0, at);
      }
    }
    return text;
  }

  /** The blocks that Unicode's East Asian Width calls wide, by their edges. */
  private static boolean wide(int c) {
    return c >= 0x1100 && c <= 0x115f
        || c >= 0x2e80 && c <= 0xd7a3
        || c >= 0xf900 && c <= 0xfaff
        || c >= 0xfe30 && c <= 0xfe6f
        || c >= 0xff00 && c <= 0xff60
        || c >= 0xffe0 && c <= 0xffe6
        || c >= 0x1f300;
  }

  /** What something cost, and how much of that is not exact. */
  public static String cost(JsonNode priced) {
    StringBuilder text = new StringBuilder(priced.text("cost"));
    JsonNode parts = priced.tree("cost_basis");
    if (uncertain(parts, "estimate")) {
      text.append(", ").append(parts.text("estimate")).append(" of it estimated");
    }
    if (uncertain(parts, "ceiling")) {
      text.append(", ").append(parts.text("ceiling")).append(" of it a ceiling");
    }
    return text.toString();
  }

  /**
   * The same for a column: {@code ~} where a part is estimated, {@code ≤} where one is a ceiling.
   */
  static String shortCost(JsonNode priced) {
    JsonNode parts = priced.tree("cost_basis");
    String mark = uncertain(parts, "estimate") ? "~" : uncertain(parts, "ceiling") ? "≤" : "";
    return mark + priced.text("cost");
  }

  /** A daemon of an earlier version does not say it. */
  private static boolean uncertain(JsonNode parts, String basis) {
    return parts.has(basis) && !parts.text(basis).equals("0");
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
