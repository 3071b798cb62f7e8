package crossreview.diff.text;

import crossreview.diff.DiffFault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lines of a diff without any of its headers: each begins with a plus or a minus, and some are code
 * rather than items of a list. Pure; linear in the text.
 */
public final class BareChange {
  private static final int LINES_MIN = 2;

  /** No item of a list, sum or telephone number is written so. */
  private static final Pattern CODE = Pattern.compile("\\+[\\p{L}_#/{}@<(].*[;{}()\\[\\]=,:>].*");

  private BareChange() {}

  /** The fault of a text of nothing else. */
  static Optional<DiffFault> in(List<String> lines) {
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
