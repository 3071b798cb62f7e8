package crossreview.diff.form;

import crossreview.diff.DiffFault;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A diff as a viewer shows it to people, copied from a terminal or a web page: delta,
 * diff-so-fancy, icdiff, ydiff, the pages of GitHub and GitLab, the display of an agent. Which
 * lines changed is in colours or columns that are lost, or in marks between numbers.
 *
 * <p>Pure; linear in the text: of a long line only the begin is looked at.
 */
final class ScreenDiff {
  private static final int LENGTH_MAX = 400; // patterns recurse, and screens are narrower
  private static final int LINES_MIN = 2;
  private static final int GAP_MIN = 4; // of all patterns of columns

  private static final Pattern DELTA_BOX = Pattern.compile("─{3,}┐");
  private static final Pattern DELTA_PLACE = Pattern.compile("(?:• )?(?:\\S+:)?\\d+:.*│");
  private static final Pattern DELTA_NUMBERS = Pattern.compile(" *\\d* *⋮ *\\d* *│.*");
  private static final Pattern DELTA_SIDES = Pattern.compile("│ *\\d* *│.*│ *\\d* *│.*");
  private static final Pattern FANCY = Pattern.compile("@ \\S.*:\\d+ @(?: .*)?");
  private static final Pattern YDIFF = Pattern.compile("--- \\S.* +\\| +\\+\\+\\+ \\S.*");

  private static final Pattern GITHUB =
      Pattern.compile("Original file line number\\s+Diff line number\\s+Diff line change\\s*");

  private static final Pattern PAGE_MARKED =
      Pattern.compile("\\t\\d+\\t\\+.*|\\d+\\t(?:\\t[-−].*|[-−].*)");

  private static final Pattern PAGE_ROW = Pattern.compile("\\d+\\t\\d+\\t.*");
  private static final Pattern AGENT =
      Pattern.compile("\\s*[⎿└] .*\\b(?:addition|removal|line)s?\\b.*");
  private static final Pattern NUMBERED = Pattern.compile(" *(\\d+) +[-+](?: .*)?");
  private static final Pattern CONTEXT = Pattern.compile(" *(\\d+) {2,}\\S.*");
  private static final Pattern HEADS = Pattern.compile("(\\S*[./]\\S*) {2,}\\1 *");

  private static final Pattern HALVES =
      Pattern.compile("\\s*(\\S.{0,150}?)(?:\\t+ *| {4,})\\s*\\1");

  private static final String SINGLE = "\\s*\\S.{0,200}?\\s{4,}<|(?:\\s{16,}|\\t{3,} *)>\\s+\\S.*";

  /** A side of which the other one is empty. */
  private static final Pattern ONE_SIDE = Pattern.compile(SINGLE);

  /** The same, or a pair of sides that differ. */
  private static final Pattern SIDE =
      Pattern.compile("\\s*\\S.{0,200}?(?: {4,}|\\t+ *)[|]\\s+\\S.*|" + SINGLE);

  private ScreenDiff() {}

  /** Where the first one begins. */
  static Optional<DiffFault> in(List<String> lines, BitSet quoted) {
    for (int i = 0; i < lines.size(); i++) {
      String form = quoted.get(i) || lines.get(i).isBlank() ? null : form(lines, i);
      if (form != null) {
        return Optional.of(new DiffFault(i + 1, form, -1));
      }
    }
    return Optional.empty();
  }

  private static @Nullable String form(List<String> lines, int at) {
    String line = shown(lines, at);
    String next = shown(lines, at + 1);
    boolean box = DELTA_BOX.matcher(line).matches() && DELTA_PLACE.matcher(next).matches();
    boolean numbers = line.contains("⋮") && DELTA_NUMBERS.matcher(line).matches();
    if (box || numbers || line.startsWith("│") && isRow(DELTA_SIDES, line, next)) {
      return "a diff as delta shows it; use git --no-pager diff";
    }
    if (line.startsWith("@ ") && FANCY.matcher(line).matches()) {
      return "a diff as diff-so-fancy shows it; use git --no-pager diff";
    }
    if (line.startsWith("--- ") && YDIFF.matcher(line).matches()) {
      return "a diff in two columns as ydiff shows it; use git --no-pager diff";
    }
    return ofPage(lines, at, line, next);
  }

  private static @Nullable String ofPage(List<String> lines, int at, String line, String next) {
    boolean marked =
        line.contains("\t")
            && PAGE_MARKED.matcher(line).matches()
            && (PAGE_ROW.matcher(next).matches()
                || PAGE_ROW.matcher(shown(lines, at - 1)).matches());
    if (marked || line.startsWith("Original ") && GITHUB.matcher(line).matches()) {
      return "a diff that was copied from a web page; add .diff to the page's address, or use git"
          + " diff";
    }
    boolean agent = line.contains("⎿") && AGENT.matcher(line).matches();
    return agent || isNumbered(line, next) || isNumbered(line, shown(lines, at - 1))
        ? "a diff with numbered lines, as an agent shows it; use git diff"
        : null;
  }

  /** Two lines after each other are of a table of which no other one is. */
  private static boolean isRow(Pattern pattern, String line, String next) {
    return pattern.matcher(line).matches() && pattern.matcher(next).matches() && line.contains("│");
  }

  private static boolean isNumbered(String line, String other) {
    Matcher marked = NUMBERED.matcher(line);
    Matcher context = CONTEXT.matcher(other);
    if (!marked.matches() || !context.matches()) {
      return false;
    }
    boolean near = Math.abs(number(marked.group(1)) - number(context.group(1))) <= 1;
    return near && line.indexOf(marked.group(1)) + marked.group(1).length() < other.length();
  }

  private static long number(String digits) {
    return digits.length() > 9 ? Long.MIN_VALUE / 4 : Long.parseLong(digits);
  }

  /**
   * Where two columns begin that have no marks at one place: both names above them and the same
   * text at both sides, or sides that a mark of {@code sdiff} tells apart; or -1.
   */
  static int columns(List<String> lines, BitSet quoted) {
    List<Integer> rows = rows(lines, quoted);
    List<String> wide = rows.stream().map(i -> shown(lines, i)).filter(ScreenDiff::hasGap).toList();
    if (rows.size() < LINES_MIN || wide.isEmpty()) {
      return -1;
    }
    int first = rows.getFirst();
    long halves = wide.stream().filter(line -> HALVES.matcher(line).matches()).count();
    long sides = wide.stream().filter(line -> SIDE.matcher(line).matches()).count();
    boolean oneSide = wide.stream().anyMatch(line -> ONE_SIDE.matcher(line).matches());
    boolean heads = HEADS.matcher(shown(lines, first)).matches();
    boolean most = 2 * (halves + sides) > rows.size();
    return heads && halves > 1 && 2 * halves >= rows.size()
            || oneSide && halves > 0 && most
            || oneSide && sides == rows.size()
        ? first
        : -1;
  }

  /** Whether there is something between two columns: a tab, or {@link #GAP_MIN} blanks. */
  private static boolean hasGap(String line) {
    int blanks = 0;
    for (int i = 0; i < line.length() && blanks < GAP_MIN; i++) {
      char c = line.charAt(i);
      blanks = c == '\t' ? GAP_MIN : c == ' ' || c >= '\n' && c <= '\r' ? blanks + 1 : 0;
    }
    return blanks >= GAP_MIN;
  }

  private static List<Integer> rows(List<String> lines, BitSet quoted) {
    return IntStream.range(0, lines.size())
        .filter(i -> !quoted.get(i) && !lines.get(i).isBlank())
        .boxed()
        .toList();
  }

  /** The begin of a line without colours and blanks at its end. */
  private static String shown(List<String> lines, int at) {
    if (at < 0 || at >= lines.size()) {
      return "";
    }
    String line = DisguisedDiff.uncoloured(lines.get(at));
    String begin = line.length() <= LENGTH_MAX ? line : line.substring(0, LENGTH_MAX);
    return begin.stripTrailing();
  }
}
