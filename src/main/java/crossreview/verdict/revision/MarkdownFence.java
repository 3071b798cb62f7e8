package crossreview.verdict.revision;

import crossreview.diff.text.LineCursor;
import java.util.HashSet;
import java.util.Set;

/** Code fences around and inside an author's answer. */
final class MarkdownFence {
  private static final String FENCE = "```";

  private MarkdownFence() {}

  /**
   * The answer without the one fence that it is, or as it is.
   *
   * <p>A text that was one fence before keeps its fence. The newline before the closing fence
   * belongs to the fence if the text had no final newline before.
   */
  static String unwrap(String before, String answer) {
    String text = answer.strip();
    if (!isOneFence(text) || isOneFence(before.strip())) {
      return answer;
    }
    String inner = text.substring(text.indexOf('\n') + 1, text.lastIndexOf('\n') + 1);
    boolean surplus = !before.endsWith("\n") && inner.endsWith("\n");
    return surplus ? inner.substring(0, inner.length() - 1) : inner;
  }

  /** Whether the first line opens a fence that only the last line closes. */
  private static boolean isOneFence(String text) {
    if (!text.startsWith(FENCE) || !text.contains("\n")) {
      return false;
    }
    String ticks = fenceLength(text);
    int open = 1;
    LineCursor lineCursor = new LineCursor(text);
    lineCursor.next();
    while (lineCursor.next()) {
      if (open == 0) {
        return false;
      }
      if (lineCursor.startsWith(ticks)) {
        open += lineCursor.after(ticks.length()).replace("`", "").isBlank() ? -1 : 1;
      }
    }
    return open == 0;
  }

  private static String fenceLength(String text) {
    int end = 0;
    while (text.charAt(end) == '`') {
      end++;
    }
    return text.substring(0, end);
  }

  /**
   * Whether someone talks around a fenced piece: there is a fence, there are lines outside it, and
   * none of those were in the text before.
   */
  static boolean isChat(String before, String text) {
    Set<String> known = new HashSet<>(before.lines().map(String::strip).toList());
    boolean fenced = false;
    boolean outside = false;
    boolean inside = false;
    LineCursor lineCursor = new LineCursor(text);
    while (lineCursor.next()) {
      String line = lineCursor.after(0).strip();
      if (line.startsWith(FENCE)) {
        fenced = true;
        inside = !inside;
      } else if (!inside && !line.isEmpty()) {
        outside = true;
        if (known.contains(line)) {
          return false;
        }
      }
    }
    return fenced && outside;
  }
}
