package crossreview.diff;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text that says which files or commits changed and shows no changed line: whoever reads it has
 * seen nothing of the change.
 *
 * @param form what the text is, for people
 * @param advice what to submit instead
 */
record ChangeSummary(String form, String advice) {
  /** git diff: --stat, --numstat, --name-status, --raw, --dirstat, --summary; diff -q. */
  private static final Pattern TABLE =
      Pattern.compile(
          " .+ \\| +(?:\\d+ *[+-]*|Bin .*)"
              + "| \\d+ files? changed.*"
              + "|(?:\\d+|-)\\t(?:\\d+|-)\\t.+"
              + "|[ACDMRTUXB]\\d{0,3}\\t.+"
              + "|:\\d{6} \\d{6} [0-9a-f]{4,64}\\.* [0-9a-f]{4,64}\\.* [A-Z]\\d{0,3}\\t.+"
              + "| +\\d+\\.\\d% .+"
              + "| (?:create|delete) mode \\d{6} .+"
              + "| (?:rename|copy|rewrite|mode change) .+"
              + "|Files .+ and .+ differ"
              + "|Only in .+: .+");

  private static final String NAME = "[\\p{L}\\p{N}@_.+~-]+";

  /** A path as git prints it: it neither begins nor ends with a slash, and has no wildcard. */
  private static final String PATH =
      "(?:(?:"
          + NAME
          + "/)+"
          + NAME
          + "|(?:"
          + NAME
          + ")?[\\p{L}\\p{N}_]\\.[A-Za-z][A-Za-z0-9]{0,7})";

  private static final Pattern PATHS = Pattern.compile(PATH);

  /** git status --short, svn status, hg status. */
  private static final Pattern STATUS =
      Pattern.compile(
          "(?:[MTADRCU?!][ MTADRCU?!] {1,6}|[MADRCI?!] | [MTADRCU] )"
              + PATH
              + "(?: -> "
              + PATH
              + ")?");

  /** Digests of files have two blanks or an asterisk behind them, commits one blank. */
  private static final Pattern COMMIT =
      Pattern.compile("[*|/\\\\ ]*[0-9a-f]{7,40} (?:\\([^)]*\\) )?[^ *].*");

  private static final Pattern GRAPH = Pattern.compile("[*|/\\\\_ ]+");
  private static final Pattern LOG =
      Pattern.compile(
          "commit [0-9a-f]{7,64}.*|(?:Author|AuthorDate|Commit|CommitDate|Date|Merge):.*|    .*");

  private static final String PLAIN = "submit the unified diff that git diff prints without it";

  /** What a text is, or empty if it may show content. */
  static Optional<ChangeSummary> of(String label, List<String> all) {
    List<String> lines = all.stream().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    if (every(lines, TABLE)) {
      return summary("the summary of a change without its lines", "use git diff without --stat");
    }
    if (isLog(lines)) {
      return summary("a log of commits without their changes", "use git log -p or git show");
    }
    if (every(lines, STATUS)) {
      return summary("a list of changed files without their lines", "use git diff");
    }
    boolean list = !named(label) && every(lines, PATHS);
    return list ? summary("a list of file names without their content", PLAIN) : Optional.empty();
  }

  DiffFault fault() {
    return new DiffFault(1, form + "; " + advice, -1);
  }

  private static Optional<ChangeSummary> summary(String form, String advice) {
    return Optional.of(new ChangeSummary(form, advice));
  }

  private static boolean every(List<String> lines, Pattern pattern) {
    return lines.stream().allMatch(line -> pattern.matcher(line).matches());
  }

  private static boolean isLog(List<String> lines) {
    boolean whole =
        lines.getFirst().startsWith("commit ")
            && lines.stream()
                .allMatch(line -> LOG.matcher(line).matches() || TABLE.matcher(line).matches());
    boolean brief =
        COMMIT.matcher(lines.getFirst()).matches()
            && lines.stream()
                .allMatch(line ->
                    COMMIT.matcher(line).matches()
                        || GRAPH.matcher(line).matches()
                        || TABLE.matcher(line).matches());
    return whole || brief;
  }

  /** Files whose content is a list of names, such as .gitignore. */
  private static boolean named(String label) {
    String name = label.substring(label.lastIndexOf('/') + 1);
    return name.startsWith(".") || name.startsWith("MANIFEST") || name.contains("ignore");
  }
}
