package crossreview.diff.form;

import java.util.ArrayList;
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
  public static BitSet quoted(List<String> lines) {
    long all = words(lines);
    BitSet quoted = new BitSet();
    for (ClosedFence fence : closed(lines)) {
      long inside = words(lines.subList(fence.from() + 1, fence.end()));
      quoted.set(fence.from() + 1, fence.end(), inside <= all - inside);
    }
    return quoted;
  }

  /** The indices of all lines between an opening and its closing fence. */
  public static BitSet fenced(List<String> lines) {
    BitSet fenced = new BitSet();
    closed(lines).forEach(fence -> fenced.set(fence.from() + 1, fence.end()));
    return fenced;
  }

  private static long words(List<String> lines) {
    return lines.stream().filter(line -> !line.isBlank()).count();
  }

  /** The rows of an opening fence and of the one that closes it. */
  private record ClosedFence(int from, int end) {}

  private static List<ClosedFence> closed(List<String> lines) {
    List<ClosedFence> closed = new ArrayList<>();
    int from = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (from < 0) {
        from = opens(line) ? i : -1;
      } else if (closes(lines.get(from), line)) {
        closed.add(new ClosedFence(from, i));
        from = -1;
      }
    }
    return closed;
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
