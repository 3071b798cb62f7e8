package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What another program says of a session that comes from it. Pure. */
final class ImportedRenderer {
  private ImportedRenderer() {}

  static List<String> lines(JsonNode imported) {
    List<String> lines = new ArrayList<>();
    String said = imported.has("outcome") ? imported.text("outcome") : "not finished";
    lines.add("      imported: it says " + said + "; nothing of it was reviewed or verified here");
    for (JsonNode round : imported.trees("rounds")) {
      StringBuilder line = new StringBuilder("  imported round " + round.number("round"));
      for (JsonNode call : round.trees("calls")) {
        String word =
            call.has("failure")
                ? call.text("failure")
                : call.has("status") ? call.text("status") : call.text("purpose");
        line.append("   ").append(call.text("peer")).append(' ').append(word);
      }
      lines.add(round.has("reason") ? line + "   " + round.text("reason") : line.toString());
    }
    for (JsonNode item : imported.trees("items")) {
      lines.add(
          "    " + item.text("status") + "   " + item.text("peer") + "   " + item.text("ask"));
    }
    return lines;
  }
}
