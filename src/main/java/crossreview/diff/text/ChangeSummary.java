package crossreview.diff.text;

import crossreview.diff.DiffFault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text that says which files or commits changed and shows no changed line: whoever reads it has
 * seen nothing of the change. Colours in it are no content.
 *
 * @param form what the text is, for people
 * @param advice what to submit instead
 */
public record ChangeSummary(String form, String advice) {
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

  /** A path that git quotes, one with blanks, or a name like Makefile: only among others. */
  private static final Pattern ODD_PATH =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)+\"|[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]*"
              + "|[^\\s*?:;,]+(?: [^\\s*?:;,]+){1,8}(?:/\\S*|\\.[A-Za-z][A-Za-z0-9]{0,7})");

  /** git status --short and --porcelain=v2, svn status, hg status. */
  private static final Pattern STATUS =
      Pattern.compile(
          "(?:[MTADRCU?!][ MTADRCU?!] {1,6}|[MADRCI?!] | [MTADRCU] )(?:"
              + PATH
              + "|\".+\")(?: -> (?:"
              + PATH
              + "|\".+\"))?"
              + "|## .+|# branch\\..+|[12u] [MTADRCU.]{2} [NS]... [0-7]{6} .+|[?!] "
              + PATH);

  /** git status. */
  private static final Pattern WORK_TREE =
      Pattern.compile(
          "(?:On branch|HEAD detached|Your branch|Changes |Untracked files|Unmerged paths|nothing "
              + "|no changes added|You have unmerged|All conflicts|No commits yet).*"
              + "|  \\(use \"git .*|\\t.+");

  /** git ls-files -s, git ls-tree. */
  private static final Pattern TREE =
      Pattern.compile("[0-7]{6} (?:(?:blob|tree|commit) )?[0-9a-f]{40,64}(?: \\d)?\\t.+");

  /** git shortlog; git branch -v; git cherry. */
  private static final Pattern BRANCHES =
      Pattern.compile("[* +] \\S+ +[0-9a-f]{7,64} .+|[+-] [0-9a-f]{40,64}(?: .+)?");

  /** Digests of files have two blanks or an asterisk behind them, commits one blank. */
  private static final Pattern COMMIT =
      Pattern.compile("[*|/\\\\ ]*[0-9a-f]{7,40} (?:\\([^)]*\\) )?[^ *].*");

  private static final Pattern GRAPH = Pattern.compile("[*|/\\\\_ ]+");
  private static final Pattern LOG =
      Pattern.compile(
          "commit [0-9a-f]{7,64}.*|(?:Author|AuthorDate|Commit|CommitDate|Date|Merge):.*|    .*");

  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private static final String PLAIN = "submit the unified diff that git diff prints without it";

  /** What a text is, or empty if it may show content. */
  static Optional<ChangeSummary> of(String label, List<String> all) {
    List<String> lines =
        all.stream().map(DisguisedDiff::uncoloured).filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    if (every(lines, TABLE)) {
      return summary("the summary of a change without its lines", "use git diff without --stat");
    }
    if (isLog(lines) || every(lines, BRANCHES) || every(lines, ID)) {
      return summary("a log of commits without their changes", "use git log -p or git show");
    }
    if (every(lines, STATUS) || isWorkTree(lines) || every(lines, TREE)) {
      return summary("a list of changed files without their lines", "use git diff");
    }
    boolean list = !named(label) && isList(lines);
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

  private static boolean isWorkTree(List<String> lines) {
    String first = lines.getFirst();
    return (first.startsWith("On branch ") || first.startsWith("HEAD detached "))
        && every(lines, WORK_TREE);
  }

  /** Most lines are paths beyond doubt, and each of the others may be one. */
  private static boolean isList(List<String> lines) {
    long sure = lines.stream().filter(line -> PATHS.matcher(line).matches()).count();
    return 2 * sure >= lines.size()
        && lines.stream()
            .allMatch(line -> PATHS.matcher(line).matches() || ODD_PATH.matcher(line).matches());
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
