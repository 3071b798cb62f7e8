package crossreview.diff.form;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The string literals of a source text, as far as they matter to whether a line of a diff is
 * quoted: those that end on their line, and blocks between three quotes or two backticks.
 *
 * <p>No language is parsed: what is taken for a literal by mistake is still shown to every reviewer
 * as a part of the text. Pure; linear in the text.
 */
public final class StringLiterals {
  private static final List<String> BLOCKS = List.of("\"\"\"", "'''", "`");
  private static final String QUOTES = "\"'`";
  private static final Pattern ROW =
      Pattern.compile("\\s*(?:\\|(?!\\|)|\\d{1,9}\\s*[,;:|\\t]|[^\"'`(){}=,;\\s]{1,80}[,;\\t]\\S)");

  private StringLiterals() {}

  /**
   * The lines inside of blocks that are closed, the lines of their delimiters included; a block
   * that is more than all other lines quotes nothing, for then it is what the text is about.
   */
  public static BitSet blocks(List<String> lines) {
    long all = lines.stream().filter(line -> !line.isBlank()).count();
    BitSet quoted = new BitSet();
    @Nullable String open = null;
    int from = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (open == null) {
        open = opened(lines.get(i));
        from = i;
      } else if (odd(lines.get(i), open)) {
        long inside = lines.subList(from, i + 1).stream().filter(line -> !line.isBlank()).count();
        quoted.set(from, i + 1, inside <= all - inside);
        open = null;
      }
    }
    return quoted;
  }

  private static @Nullable String opened(String line) {
    if (line.startsWith("```") || line.startsWith("~~~")) {
      return null; // a code fence has rules of its own
    }
    for (String mark : BLOCKS) {
      if (odd(line, mark)) {
        return mark;
      }
    }
    return null;
  }

  private static boolean odd(String line, String mark) {
    int count = 0;
    for (int at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, at + mark.length())) {
      count++;
    }
    return count % 2 == 1;
  }

  /** Whether what begins at an index of a line is inside a literal that ends on the line. */
  static boolean holds(String line, int index) {
    char open = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (i == index && open == 0) {
        return false;
      }
      if (c == '\\') {
        i++;
      } else if (open == 0 && QUOTES.indexOf(c) >= 0) {
        open = c;
      } else if (c == open) {
        if (i > index) {
          return true;
        }
        open = 0;
      }
    }
    return false;
  }

  /** Whether a line is a row of a table: after the border, a number or a name as first cell. */
  static boolean isRow(String line) {
    return ROW.matcher(line).lookingAt();
  }

  /** Whether a line is nothing but a literal and what joins it to the next one. */
  static boolean isOnly(String line) {
    String bare = line.strip();
    String text = bare.startsWith("+ ") ? bare.substring(2) : bare;
    return text.length() > 1 && QUOTES.indexOf(text.charAt(0)) >= 0;
  }
}
