package crossreview.cli.render;

import crossreview.cli.JsonNode;
import crossreview.guard.Redaction;
import java.util.ArrayList;
import java.util.List;

/** What a revision changed, for people: recognised secrets are masked, a log may keep it. Pure. */
public final class RevisionRenderer {
  private static final Redaction MASK = Redaction.of(List.of());

  private RevisionRenderer() {}

  /**
   * The difference as indented lines.
   *
   * @param max how many lines are shown; the last one says how many more there are
   */
  public static List<String> lines(
      String submitted, String approved, int max, TextStyle textStyle) {
    List<String> all = UnifiedDifference.of(MASK.redact(submitted), MASK.redact(approved));
    List<String> lines = new ArrayList<>();
    for (String line : all.subList(0, Math.min(max, all.size()))) {
      lines.add("    " + coloured(JsonNode.safe(line), textStyle));
    }
    if (all.isEmpty()) {
      lines.add("    only in what is masked here as a secret");
    }
    if (all.size() > max) {
      lines.add("    … " + DisplayFormats.plural(all.size() - max, "more line"));
    }
    return lines;
  }

  private static String coloured(String line, TextStyle textStyle) {
    return switch (line.charAt(0)) {
      case '+' -> textStyle.good(line);
      case '-' -> textStyle.bad(line);
      case '@' -> textStyle.dim(line);
      default -> line;
    };
  }
}
