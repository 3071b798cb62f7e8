package crossreview.linter;

import java.util.List;

/** Reads the report of a linter in one form. Pure; any thread. */
public interface ReportReader {
  /** A report of more is about no change that people can read. */
  int ISSUES_MAX = 20_000;

  /**
   * The issues, in the order of the report. What the linter itself calls settled is left out.
   *
   * @throws UnreadableReportException where the text is not a report, is cut, has more than {@link
   *     #ISSUES_MAX} issues, or says that the linter failed
   */
  List<LinterIssue> read(String report) throws UnreadableReportException;

  /** Adds an issue within the bound. */
  static void add(List<LinterIssue> issues, LinterIssue issue) throws UnreadableReportException {
    if (issues.size() == ISSUES_MAX) {
      throw new UnreadableReportException(
          "it reports more than " + ISSUES_MAX + " issues; let it read the changed files only");
    }
    issues.add(issue);
  }

  /** A line number in decimal digits; 0 where the text is none. */
  static int number(String digits) {
    boolean plain =
        !digits.isEmpty()
            && digits.length() <= 9
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain ? Integer.parseInt(digits) : 0;
  }
}
