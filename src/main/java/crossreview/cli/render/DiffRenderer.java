package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two sessions side by side. Pure. */
public final class DiffRenderer {
  private static final int CELL = 34;

  private DiffRenderer() {}

  public static List<String> lines(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    String a = DisplayFormats.shortId(answer.text("a"));
    String b = DisplayFormats.shortId(answer.text("b"));
    lines.add(row("", a, b));
    for (JsonNode field : answer.trees("different")) {
      lines.add(row(field.text("field"), cell(field, "a"), cell(field, "b")));
    }
    for (JsonNode vote : answer.trees("votes")) {
      String mark = vote.flag("same") ? "" : "   ≠";
      lines.add(row(vote.text("peer"), cell(vote, "a"), cell(vote, "b")) + mark);
    }
    texts(lines, answer);
    for (JsonNode finding : answer.trees("findings")) {
      lines.add(finding(finding, a, b));
    }
    return lines;
  }

  private static void texts(List<String> lines, JsonNode answer) {
    if (answer.flag("same_artifact")) {
      lines.add("both are about exactly the same bytes");
      return;
    }
    for (JsonNode change : answer.trees("changes")) {
      String where = change.has("path") ? " in " + change.text("path") : "";
      lines.add(
          DisplayFormats.plural(change.number("lines"), "line") + " of the text differ" + where);
    }
  }

  private static String finding(JsonNode finding, String a, String b) {
    String where =
        switch (finding.text("in")) {
          case "a" -> "only " + a;
          case "b" -> "only " + b;
          default -> "both";
        };
    String both =
        finding.has("a") && finding.has("b")
            ? finding.text("a") + ", " + finding.text("b")
            : finding.text("a") + finding.text("b");
    return String.format(
        Locale.ROOT,
        "  %-9s  %-11s %-9s %s (%s)",
        where,
        finding.text("peer"),
        finding.text("severity"),
        DisplayFormats.truncate(finding.text("statement"), 90),
        both);
  }

  private static String cell(JsonNode row, String side) {
    return row.has(side) ? DisplayFormats.truncate(row.text(side), CELL) : "–";
  }

  private static String row(String name, String a, String b) {
    return String.format(Locale.ROOT, "%-12s %-34s %s", name, a, b).stripTrailing();
  }
}
