package crossreview.diff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** The begin of a diff that colours, an indent or the lines of a graph hide from the parser. */
final class DisguisedDiff {
  private static final String HUNK_REASON =
      "a hunk of a diff in a form that is read as text; submit the unified diff alone, or close"
          + " the code fence around a quoted one";

  private static final Pattern COLOURED = Pattern.compile("(?:\u001b\\[[0-9;]*m)+diff --git .*");
  private static final Pattern IN_GRAPH = Pattern.compile("[|*/\\\\ ]*[|] {1,3}diff --git .*");

  private static final Pattern INDENTED = Pattern.compile("[ \\t>]+diff --git .*");

  /** Also with the escapes of JSON, and with odd blanks. */
  private static final Pattern HUNK =
      Pattern.compile("@@\\h+(?:-\\d+(?:,\\d+)?\\h+)+(?:\\+|\\\\u002[bB])\\d+(?:,\\d+)?\\h+@@");

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[mK]");

  private DisguisedDiff() {}

  /**
   * The first hunk header of a plain text, wherever it is in a line, that no closed code fence
   * quotes: whatever is before and after it, the lines around it are a change.
   */
  static List<DiffFault> hunk(String text) {
    if (!text.contains("@@")) {
      return List.of();
    }
    List<String> lines = text.lines().toList();
    BitSet quoted = CodeFences.quoted(lines);
    for (int i = 0; i < lines.size(); i++) {
      if (!quoted.get(i) && HUNK.matcher(COLOUR.matcher(lines.get(i)).replaceAll("")).find()) {
        return List.of(new DiffFault(i + 1, HUNK_REASON, -1));
      }
    }
    return List.of();
  }

  /** Why hunks cannot be read whose lines have marks of words. */
  static List<DiffFault> words(String text, List<DiffFault> faults) {
    if (faults.isEmpty()) {
      return List.of();
    }
    int row = 0;
    for (String line : text.lines().toList()) {
      row++;
      boolean marked = !line.startsWith("+") && !line.startsWith("-");
      if (marked && (encloses(line, "[-", "-]") || encloses(line, "{+", "+}"))) {
        return List.of(new DiffFault(row, "a word diff; use git diff without --word-diff", -1));
      }
    }
    return List.of();
  }

  private static boolean encloses(String line, String begin, String end) {
    int from = line.indexOf(begin);
    return from >= 0 && line.indexOf(end, from + begin.length()) >= 0;
  }

  static List<DiffFault> faults(String text) {
    List<DiffFault> faults = new ArrayList<>();
    if (!text.contains("diff --git ")) {
      return faults;
    }
    int row = 0;
    boolean first = true; // later in a text, an indent is how documents quote
    for (String line : text.lines().toList()) {
      row++;
      if (COLOURED.matcher(line).matches()) {
        faults.add(new DiffFault(row, "colour codes; use --no-color", -1));
      } else if (IN_GRAPH.matcher(line).matches()) {
        faults.add(new DiffFault(row, "a diff in a graph; use git log without --graph", -1));
      } else if (first && INDENTED.matcher(line).matches()) {
        faults.add(new DiffFault(row, "an indented diff; remove the indentation", -1));
      }
      first &= line.isBlank();
    }
    return faults;
  }
}
