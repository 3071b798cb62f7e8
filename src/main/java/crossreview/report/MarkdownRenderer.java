package crossreview.report;

import java.util.List;
import java.util.Map;

/** Any result for people and models that read Markdown: names, values and lists. Pure. */
public final class MarkdownRenderer {
  private static final int DEPTH_MAX = 8;

  private MarkdownRenderer() {}

  /** A document that is a text already stays as it is. */
  public static String of(Map<?, ?> body) {
    if (body.get("markdown") instanceof String text) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    fields(out, body, 0);
    return out.toString();
  }

  private static void fields(StringBuilder out, Map<?, ?> fields, int depth) {
    fields.forEach((name, value) -> {
      indent(out, depth).append("- **").append(name).append("**:");
      value(out, value, depth);
    });
  }

  private static void value(StringBuilder out, Object value, int depth) {
    switch (value) {
      case Map<?, ?> map when depth < DEPTH_MAX -> {
        out.append('\n');
        fields(out, map, depth + 1);
      }
      case List<?> list when depth < DEPTH_MAX -> {
        out.append(list.isEmpty() ? " none\n" : "\n");
        for (Object item : list) {
          indent(out, depth + 1).append('-');
          value(out, item, depth + 1);
        }
      }
      case null -> out.append(" –\n");
      default -> out.append(' ').append(MarkdownBuilder.text(value.toString())).append('\n');
    }
  }

  private static StringBuilder indent(StringBuilder out, int depth) {
    return out.append("  ".repeat(depth));
  }
}
