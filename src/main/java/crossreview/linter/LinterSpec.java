package crossreview.linter;

import com.google.re2j.Pattern;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the settings say about a linter.
 *
 * @param form the form of its report
 * @param pattern what its lines are read with; null unless the form is {@link ReportForm#REGEX}
 * @param files the patterns of the files that it looks at
 * @param fromBase the patterns of files that it sees as they were before the change, such as its
 *     own configuration
 * @param blocking the levels that block
 * @param exitCodes the exit codes with which it reports; any other is a failure
 * @param report where it reports: {@link #STDOUT}, {@link #STDERR}, or a file below its directory
 */
public record LinterSpec(
    ReportForm form,
    @Nullable Pattern pattern,
    FilePatterns files,
    FilePatterns fromBase,
    Set<IssueLevel> blocking,
    Set<Integer> exitCodes,
    String report) {
  public static final String STDOUT = "stdout";
  public static final String STDERR = "stderr";

  /** An argument that stands for the names of the changed files. */
  public static final String FILES_ARGUMENT = "{files}";

  public LinterSpec {
    blocking = Set.copyOf(blocking);
    exitCodes = Set.copyOf(exitCodes);
    if ((form == ReportForm.REGEX) != (pattern != null)) {
      throw new IllegalArgumentException("a pattern belongs to the form regex, and only to it");
    }
  }

  /** What reads its reports. */
  public ReportReader reader() {
    return switch (form) {
      case SARIF -> new SarifReader();
      case RDJSON -> new RdjsonReader();
      case CHECKSTYLE -> new CheckstyleReader();
      case REGEX -> new LineReader(Objects.requireNonNull(pattern));
    };
  }
}
