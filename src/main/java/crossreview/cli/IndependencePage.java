package crossreview.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How independent a panel is, and each pair of it. Pure. */
final class IndependencePage {
  private IndependencePage() {}

  static List<String> lines(Tree answer) {
    List<String> lines = new ArrayList<>();
    int voters = answer.texts("voters").size();
    String panel = "panel " + answer.text("panel") + ": " + Spelling.plural(voters, "vote");
    if (answer.has("independent_votes")) {
      String floor =
          answer.flag("below_floor") ? ", below the floor of " + answer.text("floor") : "";
      lines.add(panel + " amount to " + answer.text("independent_votes") + " independent" + floor);
    } else {
      lines.add(panel + ", how independent is unknown: " + answer.text("unknown"));
    }
    List<Tree> pairs = answer.trees("pairs");
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
    for (Tree pair : pairs) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-26s %-26s %6d %6d  %s",
              Spelling.cut(pair.text("first"), 26),
              Spelling.cut(pair.text("second"), 26),
              pair.number("rounds"),
              pair.number("agreed"),
              pair.has("correlation") ? pair.text("correlation") : "–"));
    }
    return lines;
  }
}
