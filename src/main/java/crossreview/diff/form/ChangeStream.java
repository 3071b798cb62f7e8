package crossreview.diff.form;

import crossreview.diff.DiffFault;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What version control systems and archivers write for each other, and every line of a file beside
 * the commit it is from: none of them shows what changed. Pure; linear in the text.
 */
final class ChangeStream {
  private static final String BLAME =
      "the lines of a file with their commits (blame, annotate), which does not show what changed;"
          + " submit the diff, or the file itself";

  private static final Pattern BLAMED =
      Pattern.compile(
          "\\^?[0-9a-f]{7,64}\\s+(?:\\S+\\s+)?\\(.{0,200}?\\s*\\d+\\)(?: .*)?"
              + "|\\^?[0-9a-f]{7,64} +(?:\\S+ +)?\\d+\\)(?: .*)?"
              + "|\\d+(?:\\.\\d+)+ +\\(\\S+ +\\d\\d-\\w{3}-\\d\\d\\): .*");

  private static final Pattern PORCELAIN = Pattern.compile("[0-9a-f]{40,64} \\d+ \\d+ \\d+");

  private static final Pattern CHECK =
      Pattern.compile(
          "\\S.*:\\d+: (?:trailing whitespace|space before tab in indent|indent with spaces"
              + "|tab in indent|new blank line at EOF|leftover conflict marker)"
              + "(?:, (?:trailing whitespace|space before tab in indent|indent with spaces"
              + "|tab in indent))*\\.?");

  private static final Pattern SHAR =
      Pattern.compile("# This is a shell archive\\b.*|\\s*sed ['\"]s/\\^X//['\"] ?>.*");

  private static final Pattern GERRIT =
      Pattern.compile("\"content\" ?: ?\\[\\{\"(?:ab?|b)\" ?: ?\\[");

  private ChangeStream() {}

  /** Where the first one begins. */
  static Optional<DiffFault> in(List<String> lines, BitSet quoted) {
    boolean first = true;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!quoted.get(i) && !line.isBlank()) {
        String next = i + 1 < lines.size() ? lines.get(i + 1) : "";
        String form = form(line, next, first);
        if (form != null) {
          return Optional.of(new DiffFault(i + 1, form, -1));
        }
        first = false;
      }
    }
    return Optional.empty();
  }

  private static @Nullable String form(String line, String next, boolean first) {
    boolean mark = next.startsWith("mark :");
    if (mark && (line.equals("blob") || line.startsWith("commit refs/"))) {
      return "a stream of git fast-export; use git diff";
    }
    if (line.startsWith("SVN-fs-dump-format-version: ")) {
      return "a dump of a Subversion repository; use svn diff";
    }
    if ((line.startsWith("#") || line.contains("^X")) && SHAR.matcher(line).matches()) {
      return "a shell archive, which holds whole files; use diff -u";
    }
    if (GERRIT.matcher(line).find()) {
      return "the answer of Gerrit about a change; ask for its patch, or use git diff";
    }
    if (!first) {
      return null;
    }
    if (line.startsWith("# v") && line.endsWith(" git bundle")) {
      return "a bundle of git, which holds commits; use git diff";
    }
    boolean blamed =
        BLAMED.matcher(line).matches() && (next.isBlank() || BLAMED.matcher(next).matches());
    if (blamed || PORCELAIN.matcher(line).matches() && next.startsWith("author ")) {
      return BLAME;
    }
    return CHECK.matcher(line).matches()
        ? "the output of git diff --check; use git diff without it"
        : null;
  }
}
