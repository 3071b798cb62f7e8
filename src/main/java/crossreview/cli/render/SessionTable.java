package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The list of sessions as a table for people. Pure. */
public final class SessionTable {
  private SessionTable() {}

  /**
   * The rows below their heads, or one line that says why there are none.
   *
   * @param filtered whether only some sessions were asked for
   */
  public static List<String> lines(List<JsonNode> rows, boolean filtered, Instant now) {
    if (rows.isEmpty()) {
      return List.of(
          filtered
              ? "no session fits these filters. All: crossreview sessions"
              : "no sessions yet. Start one: crossreview review FILE");
    }
    List<String> lines = new ArrayList<>();
    lines.add("ID    STATE               ROUND  BLOCKED BY / WAITS   COST     AGE    TASK");
    for (JsonNode row : rows) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "%-5s %-19s %5s  %-20s  %-7s  %-5s  %s",
                  DisplayFormats.shortId(row.text("session_id")),
                  state(row),
                  round(row),
                  DisplayFormats.truncate(blocked(row), 20),
                  DisplayFormats.shortCost(row.has("imported") ? row.tree("imported") : row),
                  age(row.text("created_at"), now),
                  DisplayFormats.truncate(escalated(row) + change(row) + row.text("task"), 60))
              .stripTrailing());
    }
    return lines;
  }

  /** A session as an item of a Markdown list. */
  public static String item(JsonNode row) {
    return "- `"
        + row.text("session_id")
        + "` **"
        + state(row)
        + "**"
        + (row.number("escalations") > 0 ? " (asks for a person)" : "")
        + ", round "
        + round(row)
        + ", "
        + DisplayFormats.shortCost(row.has("imported") ? row.tree("imported") : row)
        + " USD: "
        + (change(row) + row.text("task")).replace('\n', ' ').replace("<", "&lt;");
  }

  /** Approval of other bytes than the submitted ones is not shown as plain approval. */
  private static String state(JsonNode row) {
    return row.text("state") + (row.flag("revised") ? ", revised" : "");
  }

  private static String escalated(JsonNode row) {
    return row.number("escalations") > 0 ? "[" + row.text("urgency") + ": asks for a person] " : "";
  }

  /** Repository, branch and head of a change, in the few letters by which people know it. */
  private static String change(JsonNode row) {
    String repository = row.text("repository");
    if (repository.isEmpty()) {
      return "";
    }
    String head = row.text("head");
    return repository.substring(repository.lastIndexOf('/') + 1)
        + (row.has("branch") ? " " + row.text("branch") : "")
        + (head.isEmpty() ? "" : " " + head.substring(0, Math.min(7, head.length())))
        + ": ";
  }

  private static boolean underWay(JsonNode row) {
    return row.text("state").equals("running") || row.text("state").equals("paused");
  }

  /** An imported session has the rounds that it had elsewhere. */
  private static String round(JsonNode row) {
    if (row.has("imported")) {
      return String.valueOf(row.tree("imported").number("rounds"));
    }
    return underWay(row)
        ? row.number("round") + "/" + row.number("max_rounds")
        : String.valueOf(row.number("round"));
  }

  private static String blocked(JsonNode row) {
    if (underWay(row)) {
      String count = "(" + row.number("answered") + " of " + row.number("asked") + ")";
      List<String> awaited = row.texts("waiting_for");
      return awaited.isEmpty() ? count : count + " " + String.join(", ", awaited);
    }
    List<String> peers = row.texts("blocked_by");
    return peers.isEmpty() ? "–" : String.join(", ", peers);
  }

  static String age(String created, Instant now) {
    if (created.isEmpty()) {
      return "?";
    }
    Duration age = Duration.between(Instant.parse(created), now);
    if (age.toDays() > 1) {
      return age.toDays() + " d";
    }
    if (age.toHours() > 1) {
      return age.toHours() + " h";
    }
    return age.toMinutes() > 1 ? age.toMinutes() + " m" : Math.max(0, age.toSeconds()) + " s";
  }
}
