package crossreview.diff.form;

import crossreview.diff.DiffFault;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change in a form that is not a unified diff: read as a plain text, its lines would be looked at
 * as words and not as a change.
 *
 * <p>Pure; linear in the text.
 */
public final class ForeignDiff {
  private static final Pattern NORMAL = Pattern.compile("\\d+(?:,\\d+)?[acd]\\d+(?:,\\d+)?");
  private static final Pattern CONTEXT = Pattern.compile("\\*\\*\\* \\d+(?:,\\d+)? \\*\\*\\*\\*.*");
  private static final Pattern SCRIPT = Pattern.compile("\\d+(?:,\\d+)?[acd]");
  private static final Pattern TOOL = Pattern.compile("\\*\\*\\* (?:Update|Add|Delete) File: .+");
  private static final Pattern RCS = Pattern.compile("[ad]\\d+ \\d+");
  private static final Pattern RANGE =
      Pattern.compile(
          " *(?:\\d+|-): +(?:[0-9a-f]{4,64}|-{4,}) [!=<>] +(?:\\d+|-): +(?:[0-9a-f]{4,64}|-{4,})"
              + " .*");
  private static final Pattern SUBMODULE =
      Pattern.compile("Submodule .+ [0-9a-f]{7,64}\\.{2,3}[0-9a-f]{7,64}(?: \\(.+\\))?:?");
  private static final Pattern FORWARD = Pattern.compile("[acd]\\d+(?: \\d+)?");
  private static final Pattern THREE = Pattern.compile("={4}[123]?");
  private static final Pattern THREE_PLACE = Pattern.compile("[123]:\\d+(?:,\\d+)?[acd]");
  private static final Pattern DARCS = Pattern.compile("(?:\\S.*\\] | *)hunk \\S+ \\d+");
  private static final Pattern WORDS = Pattern.compile("\\[-[^\\[\\]]{1,200}-\\] ?\\{\\+");
  private static final Pattern MIXED_FILE =
      Pattern.compile("(?:Modified|Added|Removed|Created) (?:regular|executable) file .+:");

  private static final Pattern MIXED_LINE =
      Pattern.compile(" *(?:\\d+ +)?(?:\\d+|\\.{3})?: .*|    \\.{3}|\\s*\\d+ {2,}:.*");

  private static final Pattern TREE_DIFF =
      Pattern.compile("\\S+ --- (?:\\d+/\\d+ --- )?[A-Z][\\w+#. ()-]*");
  private static final Pattern HEADER = Pattern.compile("(?:diff|Only in|Index:) .*|={3,}");

  private ForeignDiff() {}

  /**
   * At most one fault: where it begins, and what to submit instead.
   *
   * @param quoted the lines that a document or a source quotes
   */
  public static List<DiffFault> faults(List<String> lines, BitSet quoted) {
    List<DiffFault> found = inLines(lines, quoted);
    int columns = found.isEmpty() ? ColumnDiff.begin(lines, quoted) : -1;
    columns = found.isEmpty() && columns < 0 ? ScreenDiff.columns(lines, quoted) : columns;
    return columns < 0 ? found : fault(columns, "a diff in two columns (diff -y); use diff -u");
  }

  /** The same without diffs in columns, which look like tables. */
  static List<DiffFault> inLines(List<String> lines, BitSet quoted) {
    boolean first = true;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean possible = !quoted.get(i) && isPossible(line, first);
      String form = possible ? form(lines, i, first) : null;
      if (form != null) {
        return fault(i, form);
      }
      first = first && (line.isBlank() || HEADER.matcher(line).matches());
    }
    return ChangeStream.in(lines, quoted)
        .or(() -> ToolEdit.in(lines, quoted))
        .or(() -> ScreenDiff.in(lines, quoted))
        .stream()
        .toList();
  }

  private static List<DiffFault> fault(int row, String reason) {
    return List.of(new DiffFault(row + 1, reason, -1));
  }

  /** Whether a form can begin so: a look tells most lines apart, and patterns are slow. */
  private static boolean isPossible(String line, boolean first) {
    int begin = 0;
    while (begin < line.length() && line.charAt(begin) == ' ') {
      begin++;
    }
    char c = begin < line.length() ? line.charAt(begin) : ' ';
    return c >= '0' && c <= '9'
        || "-*=".indexOf(c) >= 0
        || first && ("acd".indexOf(c) >= 0 || line.contains(" --- "))
        || line.startsWith("Submodule ")
        || line.contains("[-")
        || line.contains("hunk ")
        || line.contains(" file ");
  }

  /** What begins at a line. */
  private static @Nullable String form(List<String> lines, int at, boolean first) {
    String line = lines.get(at);
    String next = at + 1 < lines.size() ? lines.get(at + 1) : "";
    if (NORMAL.matcher(line).matches() && (next.startsWith("< ") || next.startsWith("> "))) {
      return "a diff in the normal format; use diff -u";
    }
    if (line.startsWith("***************") && CONTEXT.matcher(next).matches()) {
      return "a context diff; use diff -u";
    }
    if (line.equals("*** Begin Patch") && TOOL.matcher(next).matches()) {
      return "a patch in the form of an agent's tool; use git diff";
    }
    if (WORDS.matcher(line).find()) {
      return "a word diff; use a diff of lines";
    }
    if (first && TREE_DIFF.matcher(line).matches() && next.matches("\\s*\\d+ .*")) {
      return "the output of difftastic; use git diff --no-ext-diff";
    }
    String other = ofOtherTool(line, next);
    if (other != null) {
      return other;
    }
    if (RANGE.matcher(line).matches()) {
      return "a diff of diffs (git range-diff); use git diff";
    }
    if (SUBMODULE.matcher(line).matches()) {
      return "the log of a submodule; use git diff --submodule=short";
    }
    if (first && RCS.matcher(line).matches()) {
      return "a script of RCS; use diff -u";
    }
    boolean script = first && SCRIPT.matcher(line).matches();
    if (!script && !(first && FORWARD.matcher(line).matches())) {
      return null;
    }
    boolean deletes = script && line.endsWith("d");
    return deletes || lines.subList(at, lines.size()).contains(".")
        ? "a script for ed; use diff -u"
        : null;
  }

  private static @Nullable String ofOtherTool(String line, String next) {
    if (DARCS.matcher(line).matches() && next.matches(" *[-+].*")) {
      return "a patch of darcs; use darcs diff -u";
    }
    if (THREE.matcher(line).matches() && THREE_PLACE.matcher(next).matches()) {
      return "a diff of three files (diff3); use diff -u";
    }
    if (MIXED_FILE.matcher(line).matches() && MIXED_LINE.matcher(next).matches()) {
      return "the diff of jj for people; use jj diff --git";
    }
    return null;
  }
}
