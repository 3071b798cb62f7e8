package crossreview.diff;

import java.util.List;

/**
 * Whether a text only quotes a diff: the diff is in a code fence, and most of the text is not the
 * diff.
 *
 * @param line the 1-based line where the diff begins, or 0
 */
record QuotedDiff(boolean onlyQuoted, int line) {
  static QuotedDiff in(UnifiedDiff diff) {
    List<String> before = diff.preamble().stream().filter(line -> !line.isBlank()).toList();
    boolean fenced =
        !diff.files().isEmpty()
            && !before.isEmpty()
            && (before.getLast().startsWith("```") || before.getLast().startsWith("~~~"));
    if (!fenced) {
      return new QuotedDiff(false, 0);
    }
    long all = diff.files().stream().mapToLong(UnifiedDiff.DiffFile::lineCount).sum();
    long trailing =
        diff.files().stream()
            .flatMap(file -> file.trailer().stream())
            .filter(line -> !line.isBlank())
            .count();
    boolean most = all - trailing > before.size() + trailing;
    return new QuotedDiff(!most, diff.preamble().size() + 1);
  }
}
