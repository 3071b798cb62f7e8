package crossreview.diff.form;

import crossreview.diff.UnifiedDiff;
import crossreview.diff.UnifiedDiff.DiffFile;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a text only quotes a diff: the diff is one file between a code fence and the fence that
 * closes it, or in a block of quotes of a source, and most of the text is not the diff. A log or a
 * mail of a change quotes nothing, whatever its message says.
 *
 * @param line the 1-based line where the diff begins, or 0
 */
public record QuotedDiff(boolean onlyQuoted, int line) {
  private static final Pattern CHANGE =
      Pattern.compile("(?:commit|From|# Node ID) [0-9a-f]{7,64}\\b.*|changeset: .*");

  public static QuotedDiff in(UnifiedDiff diff) {
    if (diff.files().size() != 1) {
      return new QuotedDiff(false, 0);
    }
    boolean log = diff.preamble().stream().anyMatch(line -> CHANGE.matcher(line).matches());
    if (log || !fenced(diff.preamble(), diff.files().getFirst()) && !literal(diff)) {
      return new QuotedDiff(false, 0);
    }
    DiffFile file = diff.files().getFirst();
    long before = diff.preamble().stream().filter(line -> !line.isBlank()).count();
    long trailing = file.trailer().stream().filter(line -> !line.isBlank()).count();
    boolean most = file.lineCount() - trailing > before + trailing;
    return new QuotedDiff(!most, diff.preamble().size() + 1);
  }

  private static boolean fenced(List<String> preamble, DiffFile file) {
    List<String> before = preamble.stream().filter(line -> !line.isBlank()).toList();
    List<String> after = file.trailer().stream().filter(line -> !line.isBlank()).toList();
    String open = CodeFences.open(before);
    return open != null
        && open.equals(before.getLast())
        && !after.isEmpty()
        && CodeFences.closes(open, after.getFirst());
  }

  /** Whether the diff is the content of a literal that begins and ends with marks of its own. */
  private static boolean literal(UnifiedDiff diff) {
    List<String> lines = diff.print().lines().toList();
    BitSet block = StringLiterals.blocks(lines);
    int begin = diff.preamble().size();
    DiffFile file = diff.files().getFirst();
    int end = begin + file.lineCount() - file.trailer().size();
    return begin > 0 && block.get(begin - 1) && block.nextClearBit(begin - 1) >= end;
  }
}
