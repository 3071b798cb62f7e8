package crossreview.diff.text;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The code fences of a document: lines of at least three {@code `} or {@code ~} at their very
 * begin; in a diff, that is never inside a hunk. A fence that nothing closes quotes nothing.
 *
 * <p>Pure; linear in the text.
 */
public final class CodeFences {
  private static final Pattern MARK = Pattern.compile("(`{3,}|~{3,})([^`]*)");

  private CodeFences() {}

  /**
   * The indices of the lines that a document quotes: between an opening and its closing fence, and
   * not more than all other lines that are not blank.
   */
  static BitSet quoted(List<String> lines) {
    long all = lines.stream().filter(line -> !line.isBlank()).count();
    BitSet quoted = new BitSet();
    int from = -1;
    int inside = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (from < 0) {
        from = opens(line) ? i : -1;
        inside = 0;
      } else if (closes(lines.get(from), line)) {
        quoted.set(from + 1, i, inside <= all - inside);
        from = -1;
      } else {
        inside += line.isBlank() ? 0 : 1;
      }
    }
    return quoted;
  }

  /** The fence that is still open after some lines. */
  static @Nullable String open(List<String> lines) {
    String open = null;
    for (String line : lines) {
      if (open == null) {
        open = opens(line) ? line : null;
      } else if (closes(open, line)) {
        open = null;
      }
    }
    return open;
  }

  static boolean closes(String opening, String line) {
    String mark = mark(opening);
    String end = line.stripTrailing();
    return end.startsWith(mark) && end.chars().allMatch(c -> c == mark.charAt(0));
  }

  private static boolean opens(String line) {
    return (line.startsWith("```") || line.startsWith("~~~")) && MARK.matcher(line).matches();
  }

  private static String mark(String opening) {
    int end = 0;
    while (end < opening.length() && opening.charAt(end) == opening.charAt(0)) {
      end++;
    }
    return opening.substring(0, end);
  }
}
