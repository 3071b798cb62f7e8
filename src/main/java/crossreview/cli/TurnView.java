package crossreview.cli;

import java.util.ArrayList;
import java.util.List;

/** Turns of a rotation and rulings of judges as lines for people. Pure. */
final class TurnView {
  private TurnView() {}

  /** What a rotator did with the artifact. */
  static List<String> turned(Tree event, String started, long rotators, Style style) {
    String head =
        "  turn " + event.number("round") + "   " + style.strong(event.text("rotator")) + "   ";
    String took = "   " + style.dim(Spelling.seconds(started, event.text("ts")));
    if (event.flag("unchanged")) {
      String streak = event.number("streak") + " of " + rotators + " in a row";
      return List.of(head + style.good("left it as it is") + "   " + streak + took);
    }
    String what = "revised " + lines(event);
    return List.of(head + style.wait(what) + "   " + style.dim(hashes(event)) + took);
  }

  /** How many lines a new text changes. */
  static String lines(Tree event) {
    long lines = event.trees("changes").stream().mapToLong(change -> change.number("lines")).sum();
    return Spelling.plural(lines, "line");
  }

  /** Which text became which. */
  static String hashes(Tree event) {
    String to = event.tree("artifact").text("sha256");
    return Spelling.brief(event.text("from")) + "… → " + Spelling.brief(to) + "…";
  }

  /** A turn that was counted without an answer that can be used. */
  static List<String> counted(Tree count) {
    boolean answered = !count.texts("ready").isEmpty() || !count.texts("not_ready").isEmpty();
    return answered
        ? List.of()
        : List.of("  turn " + count.number("round") + "   " + count.text("reason"));
  }

  static List<String> asked(Tree event) {
    String judges = String.join(", ", event.texts("judges"));
    String items = String.join(", ", event.texts("findings"));
    return List.of("  judges: " + judges + " about " + items + " (" + event.text("mode") + ")");
  }

  static List<String> ruled(Tree event, Style style) {
    String reason = event.text("reason").replace('_', ' ');
    String mark = event.flag("promoted") ? style.good("✓ addressed") : style.wait("· " + reason);
    List<String> lines = new ArrayList<>();
    lines.add("    " + event.text("finding") + "  " + mark);
    for (Tree judge : event.trees("judges")) {
      String why =
          judge.has("failed") ? "no ruling: " + judge.text("failed") : judge.text("rationale");
      lines.add("        " + judge.text("peer") + ": " + why);
    }
    return lines;
  }
}
