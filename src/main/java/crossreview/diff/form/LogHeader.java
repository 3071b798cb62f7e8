package crossreview.diff.form;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How logs, letters about commits and long status reports begin. Their messages say what they like,
 * so that the first lines decide: a text that begins so and has no diff in it shows no change.
 *
 * @param first matches the first line that is not blank
 * @param second matches the next line that is not blank
 */
record LogHeader(Pattern first, Pattern second, String form, String advice) {
  private static final String LOG = "a log of commits without their changes";
  private static final String GRAPH = "[@ox*_|/\\\\~:%○◉◆×│├─╮╯ ]*";
  private static final int GREETING_MAX = 12; // lines before a request to pull: a letter's begin

  private static final List<LogHeader> ALL =
      List.of(
          log("-{20,}", "r\\d+ \\| .+", "use svn diff"),
          log("-{20,}", "revno: \\d.*", "use bzr diff"),
          log(
              GRAPH + "changeset: +\\d+:[0-9a-f]{12,40}",
              GRAPH + "(?:branch|bookmark|tag|parent|user|phase|manifest): .+",
              "use hg log -p or hg diff"),
          log("parent: \\d+:[0-9a-f]{12}.*", " .+", "use hg diff"),
          log("Change \\d+ by \\S+@\\S+ on .+", "\\t.+", "use p4 describe -du"),
          log("patch [0-9a-f]{40}", "Author: .+", "use darcs log -v or darcs diff -u"),
          log("=== \\d{4}-\\d\\d-\\d\\d ===", "\\d\\d:\\d\\d:\\d\\d \\[.+", "use fossil diff"),
          log("[@○◉◆o] +[k-z]{8,32} .+", ".*", "use jj diff --git"),
          log("RCS file: .+", "Working file: .+", "use cvs diff -u"),
          log("tree [0-9a-f]{40,64}", "(?:parent [0-9a-f]{40}|author ).*", "use git show"),
          log("object [0-9a-f]{40,64}", "type \\w+", "use git show"),
          new LogHeader(
              Pattern.compile("From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001"),
              Pattern.compile("From: .+"),
              "a mail about commits without their changes",
              "use git format-patch or git diff"),
          new LogHeader(
              Pattern.compile("Working copy changes:"),
              Pattern.compile("[MADRC] .+"),
              "a list of changed files without their lines",
              "use jj diff --git"));

  private static final LogHeader REQUEST =
      new LogHeader(
          Pattern.compile("The following changes since commit [0-9a-f]{7,64}:"),
          Pattern.compile("  .+"),
          "a request to pull without its changes",
          "use git request-pull -p or git diff");

  private static LogHeader log(String first, String second, String advice) {
    return new LogHeader(Pattern.compile(first), Pattern.compile(second), LOG, advice);
  }

  /** What a text begins as; asked only of one that has no diff in any form. */
  static Optional<ChangeSummary> of(List<String> lines) {
    if (lines.size() < 2) {
      return Optional.empty();
    }
    for (LogHeader header : ALL) {
      if (header.at(lines, 0)) {
        return Optional.of(header.summary());
      }
    }
    for (int i = 0; i < GREETING_MAX && i + 1 < lines.size(); i++) {
      if (REQUEST.at(lines, i)) {
        return Optional.of(REQUEST.summary());
      }
    }
    return Optional.empty();
  }

  private boolean at(List<String> lines, int index) {
    return first.matcher(lines.get(index)).matches()
        && second.matcher(lines.get(index + 1)).matches();
  }

  private ChangeSummary summary() {
    return new ChangeSummary(form, advice);
  }
}
