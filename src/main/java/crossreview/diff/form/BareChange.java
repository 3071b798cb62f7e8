package crossreview.diff.form;

import crossreview.diff.DiffFault;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a change without what it changes. Pure; linear in the text.
 *
 * <p>Lines of a diff without any of its headers: each begins with a plus or a minus, and some are
 * code rather than items of a list. Or a suggestion as reviewers write it at GitHub and GitLab: a
 * fence for lines that are somewhere else.
 */
public final class BareChange {
  private static final int LINES_MIN = 2;

  /** No item of a list, sum or telephone number is written so. */
  private static final Pattern CODE = Pattern.compile("\\+[\\p{L}_#/{}@<(].*[;{}()\\[\\]=,:>].*");

  private BareChange() {}

  private static final Pattern SUGGESTION =
      Pattern.compile(" {0,3}(?:`{3,}|~{3,})suggestion(?::-\\d+\\+\\d+)?\\s*");

  /**
   * The fault of a text of nothing else, or of lines that are likely a change.
   *
   * @param quoted the lines that a document or a source quotes
   */
  public static Optional<DiffFault> in(List<String> lines, BitSet quoted) {
    Optional<String> first = lines.stream().filter(line -> !line.isBlank()).findFirst();
    if (first.isPresent() && SUGGESTION.matcher(first.get()).matches()) {
      int row = lines.indexOf(first.get()) + 1;
      return Optional.of(
          new DiffFault(row, "a suggestion without the change it is for; submit the diff", -1));
    }
    return bare(lines).or(() -> MarkRuns.fault(lines, quoted));
  }

  private static Optional<DiffFault> bare(List<String> lines) {
    boolean marked =
        lines.stream()
            .allMatch(line -> line.startsWith("+") || line.startsWith("-") || line.isBlank());
    if (!marked || lines.stream().filter(line -> !line.isBlank()).count() < LINES_MIN) {
      return Optional.empty();
    }
    return lines.stream().anyMatch(line -> CODE.matcher(line).matches())
        ? Optional.of(
            new DiffFault(1, "lines of a diff without its headers; submit the unified diff", -1))
        : Optional.empty();
  }
}
