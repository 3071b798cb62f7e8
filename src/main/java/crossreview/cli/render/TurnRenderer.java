package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Turns of a rotation and rulings of judges as lines for people. Pure. */
final class TurnRenderer {
  private TurnRenderer() {}

  /** What a rotator did with the artifact. */
  static List<String> turned(JsonNode event, String started, long rotators, TextStyle textStyle) {
    String head =
        "  turn " + event.number("round") + "   " + textStyle.strong(event.text("rotator")) + "   ";
    String took = "   " + textStyle.dim(DisplayFormats.seconds(started, event.text("ts")));
    if (event.flag("unchanged")) {
      String streak = event.number("streak") + " of " + rotators + " in a row";
      return List.of(head + textStyle.good("left it unchanged") + "   " + streak + took);
    }
    String what = "revised " + lines(event);
    return List.of(head + textStyle.wait(what) + "   " + textStyle.dim(hashes(event)) + took);
  }

  /** How many lines a new text changes. */
  static String lines(JsonNode event) {
    long lines = event.trees("changes").stream().mapToLong(change -> change.number("lines")).sum();
    return DisplayFormats.plural(lines, "line");
  }

  /** Which text became which. */
  static String hashes(JsonNode event) {
    String to = event.tree("artifact").text("sha256");
    return DisplayFormats.shortId(event.text("from")) + "… → " + DisplayFormats.shortId(to) + "…";
  }

  /** A turn that was counted without an answer that can be used. */
  static List<String> counted(JsonNode count) {
    boolean answered = !count.texts("ready").isEmpty() || !count.texts("not_ready").isEmpty();
    return answered
        ? List.of()
        : List.of("  turn " + count.number("round") + "   " + count.text("reason"));
  }

  static List<String> asked(JsonNode event) {
    String judges = String.join(", ", event.texts("judges"));
    String items = String.join(", ", event.texts("findings"));
    if (event.has("rebuttal")) {
      return List.of("  " + judges + " is asked about " + items + " again");
    }
    return List.of("  judges: " + judges + " about " + items + " (" + event.text("mode") + ")");
  }

  static List<String> ruled(JsonNode event, TextStyle textStyle) {
    String reason = event.text("reason").replace('_', ' ');
    String mark = event.flag("promoted") ? textStyle.good("✓ settled") : mark(reason, textStyle);
    List<String> lines = new ArrayList<>();
    lines.add("    " + event.text("finding") + "  " + mark);
    for (JsonNode judge : event.trees("judges")) {
      String why =
          judge.has("failed") ? "no ruling: " + judge.text("failed") : judge.text("rationale");
      lines.add("        " + judge.text("peer") + ": " + why);
    }
    return lines;
  }

  /** An executed finding is as good as an objection can be. */
  private static String mark(String reason, TextStyle textStyle) {
    return reason.equals("confirmed")
        ? textStyle.bad("✗ confirmed")
        : textStyle.wait("· " + reason);
  }
}
