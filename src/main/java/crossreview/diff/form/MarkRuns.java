package crossreview.diff.form;

import crossreview.diff.DiffFault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lines of a text that begin with a plus or a minus, as far as they look like a change and not
 * like the items of a list.
 *
 * <p>A change is likely where added lines follow removed ones and either is code or they are almost
 * the same; where most of some added lines are code; and where a statement has a mark below the
 * name of a file or beside code without a mark. Pure; linear in the text.
 */
final class MarkRuns {
  private static final String REASON =
      "lines with + and - that look like a change without its headers; submit the unified diff,"
          + " or put code that a document shows in a code fence";

  private static final String PLUS = "＋➕🟢🟩";
  private static final String MINUS = "－−➖🔴🟥";

  private static final double SAME_MIN = 0.75; // of both texts; items of a list differ more
  private static final int SAME_LENGTH_MIN = 8;

  private static final int PLACE_MAX = 400; // patterns recurse, and names of files are shorter

  private static final Pattern PLACE =
      Pattern.compile(
          "(?:[\\p{L} ]{0,40}[ (])?[`\"'*]{0,2}(?:[\\p{L}\\p{N}_.@+-]+/)*[\\p{L}\\p{N}_.@+-]+"
              + "\\.[A-Za-z][A-Za-z0-9]{0,7}[`\"'*]{0,2}(?::\\d+)?\\)?[:,]?");

  private final List<String> lines;
  private final BitSet quoted;
  private final BitSet room;

  private MarkRuns(List<String> lines, BitSet quoted) {
    this.lines = lines.stream().map(MarkRuns::plain).toList();
    this.quoted = quoted;
    this.room = room(this.lines);
  }

  /** Adjacent lines with the same mark. */
  private record MarkRun(char mark, int from, int end) {}

  /** The fault of the first lines that are likely a change. */
  static Optional<DiffFault> fault(List<String> lines, BitSet quoted) {
    MarkRuns marks = new MarkRuns(lines, quoted);
    List<MarkRun> runs = marks.runs();
    for (int i = 0; i < runs.size(); i++) {
      MarkRun run = runs.get(i);
      Optional<MarkRun> next =
          i + 1 < runs.size() ? Optional.of(runs.get(i + 1)) : Optional.empty();
      boolean replaced =
          run.mark() == '-'
              && next.filter(other -> other.mark() == '+' && other.from() == run.end())
                  .filter(other -> marks.isReplacement(run, other))
                  .isPresent();
      if (replaced || marks.isAlone(run)) {
        return Optional.of(new DiffFault(run.from() + 1, REASON, -1));
      }
    }
    return Optional.empty();
  }

  /** The line with a plus or a minus in the place of what people put there for one. */
  private static String plain(String line) {
    if (line.isEmpty() || line.charAt(0) <= '+' || Character.isLetter(line.charAt(0))) {
      return line; // as most are
    }
    int mark = line.codePointAt(0);
    boolean added = PLUS.indexOf(mark) >= 0;
    if (!added && MINUS.indexOf(mark) < 0) {
      return line;
    }
    int end = Character.charCount(mark);
    boolean picture = end < line.length() && line.charAt(end) == '\ufe0f'; // of the sign before it
    return (added ? "+" : "-") + line.substring(picture ? end + 1 : end);
  }

  private List<MarkRun> runs() {
    List<MarkRun> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || mark(i) != mark(from)) {
        if (mark(from) != ' ') {
          runs.add(new MarkRun(mark(from), from, i));
        }
        from = i;
      }
    }
    return runs;
  }

  /** The mark of a line, or a blank: two marks begin an option, a comment or a rule. */
  private char mark(int row) {
    String line = lines.get(row);
    boolean marked = line.startsWith("+") || line.startsWith("-");
    boolean two = line.length() > 1 && line.charAt(1) == line.charAt(0);
    return marked && !two && !quoted.get(row) ? line.charAt(0) : ' ';
  }

  private String text(int row) {
    return lines.get(row).substring(1);
  }

  private Stream<String> texts(MarkRun run) {
    return lines.subList(run.from(), run.end()).stream().map(line -> line.substring(1));
  }

  private boolean isReplacement(MarkRun removed, MarkRun added) {
    if (Stream.concat(texts(removed), texts(added)).anyMatch(CodeLine::isCode)) {
      return true;
    }
    int pairs = Math.min(removed.end() - removed.from(), added.end() - added.from());
    for (int i = 0; i < pairs; i++) {
      if (same(text(removed.from() + i), text(added.from() + i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether two different texts begin and end alike. */
  private static boolean same(String before, String after) {
    int most = Math.min(before.length(), after.length());
    int begin = 0;
    while (begin < most && before.charAt(begin) == after.charAt(begin)) {
      begin++;
    }
    int end = 0;
    while (end < most - begin
        && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
      end++;
    }
    int longest = Math.max(before.length(), after.length());
    return longest >= SAME_LENGTH_MIN && begin + end >= SAME_MIN * longest;
  }

  private boolean isAlone(MarkRun run) {
    long code = texts(run).filter(CodeLine::isCode).count();
    int size = run.end() - run.from();
    if (run.mark() == '+' && size > 1 && code > 1 && 2 * code >= size) {
      return true;
    }
    boolean statement =
        texts(run).anyMatch(text -> CodeLine.isStatement(text) && !text.startsWith(" `"));
    return statement
        && (2 * code >= size && size > 1 && size == words()
            || isBelowPlace(run.from())
            || isContext(run.from() - 1)
            || isContext(run.end()));
  }

  private long words() {
    return lines.stream().filter(line -> !line.isBlank()).count();
  }

  private boolean isBelowPlace(int row) {
    int above = row - 1;
    while (above >= 0 && lines.get(above).isBlank()) {
      above--;
    }
    return above >= 0 && isPlace(lines.get(above));
  }

  private static boolean isPlace(String line) {
    return line.length() <= PLACE_MAX && PLACE.matcher(line.strip()).matches();
  }

  /** Whether a line without a mark is code of a paragraph whose lines leave room for a mark. */
  private boolean isContext(int row) {
    return row >= 0
        && row < lines.size()
        && room.get(row)
        && !quoted.get(row)
        && CodeLine.isStatement(lines.get(row));
  }

  /**
   * The lines of paragraphs of which each line but the name of a file begins with a mark's room.
   */
  private static BitSet room(List<String> lines) {
    BitSet room = new BitSet();
    int from = 0;
    while (from < lines.size()) {
      int end = from;
      boolean all = true;
      while (end < lines.size() && !lines.get(end).isBlank()) {
        boolean behind = " +-".indexOf(lines.get(end).charAt(0)) >= 0;
        all &= behind || end == from && isPlace(lines.get(end));
        end++;
      }
      room.set(from, end, all);
      from = end + 1;
    }
    return room;
  }
}
