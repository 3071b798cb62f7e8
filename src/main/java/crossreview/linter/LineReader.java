package crossreview.linter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads lines of text with a pattern whose groups {@code path}, {@code line}, {@code message} and
 * perhaps {@code end_line}, {@code level} and {@code rule} name the parts. Lines that it does not
 * match are passed over, but a text of which it matches none is no report.
 *
 * @param pattern one of {@link LinePattern}
 */
record LineReader(Pattern pattern) implements ReportReader {
  @Override
  public List<LinterIssue> read(String report) throws UnreadableReportException {
    List<LinterIssue> issues = new ArrayList<>();
    for (String line : report.lines().toList()) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        ReportReader.add(issues, issue(matcher));
      }
    }
    if (issues.isEmpty() && !report.isBlank()) {
      throw new UnreadableReportException(
          "it is not empty, and no line of it matches the pattern; a linter that found nothing has"
              + " to print nothing");
    }
    return issues;
  }

  private LinterIssue issue(Matcher matcher) {
    String level = group(matcher, "level");
    return new LinterIssue(
        group(matcher, "path"),
        ReportReader.number(group(matcher, "line")),
        ReportReader.number(group(matcher, "end_line")),
        level.isEmpty() ? IssueLevel.WARNING : IssueLevel.of(level),
        group(matcher, "rule"),
        group(matcher, "message"));
  }

  private String group(Matcher matcher, String name) {
    String value = pattern.namedGroups().containsKey(name) ? matcher.group(name) : null;
    return value == null ? "" : value;
  }
}
