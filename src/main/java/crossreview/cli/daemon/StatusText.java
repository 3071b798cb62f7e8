package crossreview.cli.daemon;

import crossreview.cli.JsonNode;
import crossreview.cli.render.DisplayFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A status for people. Pure. */
final class StatusText {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private StatusText() {}

  static List<String> lines(JsonNode status, String url, String dataDir) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "running: "
            + JsonNode.safe(url)
            + ", process "
            + status.number("pid")
            + ", version "
            + status.text("version")
            + ", for "
            + duration(status.number("uptime_seconds")));
    if (!status.flag("ready")) {
      lines.add(line("not ready", JsonNode.safe(status.text("not_ready"))));
    }
    lines.add(line("data", JsonNode.safe(dataDir)));
    lines.add(line("log", JsonNode.safe(status.text("log"))));
    lines.add(
        line(
            "reviews",
            status.number("reviews_running")
                + " running, "
                + status.number("reviews_waiting")
                + " waiting"));
    lines.add(line("seats", status.number("seats_waiting") + " waiting for somebody"));
    lines.add(line("money", money(status)));
    List<String> problems = status.texts("recent_problems");
    lines.add(
        line(
            "problems",
            problems.isEmpty()
                ? "none"
                : "the last " + problems.size() + ", newest" + " at the end"));
    problems.forEach(problem -> lines.add("  " + JsonNode.safe(problem)));
    return lines;
  }

  private static String money(JsonNode status) {
    String limit = status.has("day_usd") ? ", limits.day_usd is $" + status.text("day_usd") : "";
    return "$"
        + status.text("spent_usd")
        + " since "
        + status.text("spent_since")
        + ", $"
        + status.text("reserved_usd")
        + " held for running calls"
        + limit;
  }

  private static String line(String name, String value) {
    return String.format(Locale.ROOT, "%-10s %s", name, value);
  }

  /** The two largest units. */
  static String duration(long seconds) {
    if (seconds < MINUTE) {
      return DisplayFormats.plural(seconds, "second");
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + " min " + seconds % MINUTE + " s";
    }
    return seconds < DAY
        ? seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min"
        : DisplayFormats.plural(seconds / DAY, "day") + " " + seconds % DAY / HOUR + " h";
  }
}
