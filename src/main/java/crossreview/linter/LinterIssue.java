package crossreview.linter;

import crossreview.json.ControlCharacters;
import crossreview.model.ValueChecks;

/**
 * Something that a linter reports.
 *
 * @param place the file as the report names it: a path, relative or absolute; empty for none
 * @param line the 1-based first line; 0 where it is about the file
 * @param endLine the last line, at least the first
 * @param rule the linter's name for it; empty for none
 * @param message for people, in one line
 */
public record LinterIssue(
    String place, int line, int endLine, IssueLevel level, String rule, String message) {
  private static final int MESSAGE_MAX = 500; // a statement has room for it and the file
  private static final int RULE_MAX = 120;

  public LinterIssue {
    line = Math.max(line, 0);
    endLine = Math.max(line, endLine);
    rule = ValueChecks.cut(plain(rule), RULE_MAX);
    message = ValueChecks.cut(plain(message), MESSAGE_MAX);
  }

  /** What is wrong, without the place. */
  public String statement() {
    String said = message.isEmpty() ? "the linter reports this line" : message;
    return rule.isEmpty() ? said : rule + ": " + said;
  }

  /** The same issue in a file that is named otherwise. */
  public LinterIssue in(String path) {
    return new LinterIssue(path, line, endLine, level, rule, message);
  }

  /** One line without control characters; each run of blanks is one. */
  private static String plain(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      boolean blank = Character.isWhitespace(c) || ControlCharacters.movesCursor(c);
      if (!blank) {
        out.append(c);
      } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    return out.toString().strip();
  }
}
