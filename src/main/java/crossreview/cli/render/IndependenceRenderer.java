package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How independent a panel is, and each pair of it. Pure. */
public final class IndependenceRenderer {
  private IndependenceRenderer() {}

  public static List<String> lines(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    int voters = answer.texts("voters").size();
    String panel = "panel " + answer.text("panel") + ": " + DisplayFormats.plural(voters, "vote");
    if (answer.has("independent_votes")) {
      String floor =
          answer.flag("below_floor") ? ", below the floor of " + answer.text("floor") : "";
      lines.add(
          panel + " are worth " + answer.text("independent_votes") + " independent votes" + floor);
    } else {
      lines.add(panel + ", independence unknown: " + answer.text("unknown"));
    }
    List<JsonNode> pairs = answer.trees("pairs");
    if (!pairs.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-26s %-26s %6s %6s  %s",
              "PEER",
              "PEER",
              "ROUNDS",
              "AGREED",
              "CORRELATION"));
    }
    for (JsonNode pair : pairs) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-26s %-26s %6d %6d  %s",
              DisplayFormats.truncate(pair.text("first"), 26),
              DisplayFormats.truncate(pair.text("second"), 26),
              pair.number("rounds"),
              pair.number("agreed"),
              pair.has("correlation") ? pair.text("correlation") : "–"));
    }
    return lines;
  }
}
