package crossreview.linter;

import static crossreview.linter.JsonReport.at;
import static crossreview.linter.JsonReport.line;
import static crossreview.linter.JsonReport.map;
import static crossreview.linter.JsonReport.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the diagnostic format of reviewdog: {@code {"diagnostics": [{"message", "location"…}]}}.
 */
final class RdjsonReader implements ReportReader {
  /** The values of its enumeration, which may be written as numbers. */
  private static final List<String> SEVERITIES = List.of("UNKNOWN", "ERROR", "WARNING", "INFO");

  @Override
  public List<LinterIssue> read(String report) throws UnreadableReportException {
    Map<?, ?> whole = JsonReport.whole(report);
    if (!(whole.get("diagnostics") instanceof List<?> diagnostics)) {
      throw new UnreadableReportException("it is not rdjson: it has no \"diagnostics\"");
    }
    List<LinterIssue> issues = new ArrayList<>();
    for (Object each : diagnostics) {
      Map<?, ?> diagnostic = map(each);
      Object severity = diagnostic.get("severity");
      ReportReader.add(
          issues,
          new LinterIssue(
              text(at(diagnostic, "location", "path")),
              line(at(diagnostic, "location", "range", "start", "line")),
              line(at(diagnostic, "location", "range", "end", "line")),
              level(severity == null ? whole.get("severity") : severity),
              text(at(diagnostic, "code", "value")),
              text(diagnostic.get("message"))));
    }
    return issues;
  }

  private static IssueLevel level(@Nullable Object severity) {
    if (severity instanceof Long number && number >= 0 && number < SEVERITIES.size()) {
      return IssueLevel.of(SEVERITIES.get(number.intValue()));
    }
    return IssueLevel.of(text(severity));
  }
}
