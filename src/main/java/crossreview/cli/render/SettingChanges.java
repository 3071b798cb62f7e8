package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** In what a settings file differs from the settings in force, as lines for people. Pure. */
public final class SettingChanges {
  private static final int SHOWN_MAX = 60; // characters of a value

  private SettingChanges() {}

  /** What a reload has done. */
  public static List<String> reloaded(JsonNode answer) {
    List<JsonNode> now = taking(answer, "reload");
    List<JsonNode> later = taking(answer, "restart");
    List<String> lines = new ArrayList<>();
    String file = JsonNode.safe(answer.text("file"));
    lines.add(
        now.isEmpty()
            ? "nothing to change: " + file + " has the settings in force"
            : "reloaded "
                + file
                + ": "
                + DisplayFormats.plural(now.size(), "setting")
                + " changed");
    now.forEach(change -> lines.add("  " + line(change)));
    if (!later.isEmpty()) {
      lines.add("in force after a restart only (crossreview restart):");
      later.forEach(change -> lines.add("  " + line(change)));
    }
    lines.add("configuration " + answer.text("config_digest"));
    return lines;
  }

  /** What a reload would do. */
  public static List<String> compared(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    String file = JsonNode.safe(answer.text("file"));
    List<JsonNode> changes = answer.trees("changes");
    if (changes.isEmpty()) {
      lines.add("no difference: " + file + " has the settings in force");
    }
    for (JsonNode change : changes) {
      lines.add(line(change) + "   (" + change.text("takes") + ")");
    }
    return lines;
  }

  private static List<JsonNode> taking(JsonNode answer, String scope) {
    return answer.trees("changes").stream()
        .filter(change -> change.text("takes").equals(scope))
        .toList();
  }

  private static String line(JsonNode change) {
    String setting = JsonNode.safe(change.text("setting"));
    return change.has("running") || change.has("file")
        ? setting + "   " + value(change, "running") + " -> " + value(change, "file")
        : setting + "   differs in what is not shown";
  }

  private static String value(JsonNode change, String field) {
    if (!change.has(field)) {
      return "not set";
    }
    String text = JsonNode.safe(change.text(field));
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }
}
