package crossreview.diff.form;

import crossreview.diff.DiffFault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text that says which files or commits changed and shows no changed line: whoever reads it has
 * seen nothing of the change. Colours in it are not content.
 *
 * @param form what the text is, for people
 * @param advice what to submit instead
 */
public record ChangeSummary(String form, String advice) {
  private static final int LINE_MAX = 1_000; // a longer line is content, and patterns recurse

  /** git diff: --stat, --numstat, --name-status, --raw, --dirstat, --summary; diff -q. */
  private static final Pattern TABLE =
      Pattern.compile(
          " .+ \\| +(?:\\d+ *[+-]*|Bin .*)| \\d+ files? changed.*|(?:\\d+|-)\\t(?:\\d+|-)\\t.+"
              + "|[ACDMRTUXB]\\d{0,3}\\t.+|:\\d{6} \\d{6} [0-9a-f]{4,64}\\.* [0-9a-f]{4,64}\\.*"
              + " [A-Z]\\d{0,3}\\t.+| +\\d+\\.\\d% .+| (?:create|delete) mode \\d{6} .+|"
              + " (?:rename|copy|rewrite|mode change) .+|Files .+ and .+ differ|\\S+ \\S+ differ:"
              + " (?:char|byte) \\d+, line \\d+|Only in .+: .+|\\[\\S+(?: \\(root-commit\\))?"
              + " [0-9a-f]{7,40}\\] .+|(?:Updating|From|To) \\S+|Fast-forward|Auto-merging .+|Merge"
              + " made by .+| [ *+=!-] (?:[0-9a-f]{7,40}\\.{2,3}[0-9a-f]{7,40}|\\[new"
              + " (?:branch|tag)\\]) .+ -> .+");

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
              + PATH
              + "|(?=.{0,6}[MADRC!])[ MADRCIX?!~][ MC][ L][ +][ SX][ KOTB][ C] \\S+"
              + "|[MARF]!? \\./\\S+(?: [-+]\\d+)*"
              + "|(?:EDITED|ADDED|DELETED|MISSING|RENAMED|CONFLICT|EXTRA|UNKNOWN) +"
              + PATH
              + "|(?:\\.{3} )?//\\S+#\\d+ (?:- )?\\w+.*");

  /** git status. */
  private static final Pattern WORK_TREE =
      Pattern.compile(
          "(?:On branch|HEAD detached|Your branch|Changes |Untracked files|Unmerged paths|nothing "
              + "|no changes added|You have unmerged|All conflicts|No commits yet).*"
              + "|  \\(use \"git .*|\\t.+");

  /** bzr status: a heading, and the paths below it. */
  private static final Pattern SECTIONS =
      Pattern.compile(
          "(?:modified|added|removed|renamed|unknown|kind changed):|  (?:" + PATH + ")/?");

  /** git ls-files -s, git ls-tree. */
  private static final Pattern TREE =
      Pattern.compile("[0-7]{6} (?:(?:blob|tree|commit) )?[0-9a-f]{40,64}(?: \\d)?\\t.+");

  private static final String HASH = "[0-9a-f]{40,64}";

  /** git branch -v, git cherry, git stash list, git worktree list, git submodule status, git am. */
  private static final Pattern BRANCHES =
      Pattern.compile(
          "[* +] \\S+ +[0-9a-f]{7,64} .+|[+-] [0-9a-f]{40,64}(?: .+)?"
              + "|stash@\\{\\d+\\}: .+|/\\S* +[0-9a-f]{7,40} (?:\\[.+\\]|\\(detached HEAD\\))"
              + "|[ +U-][0-9a-f]{40,64} \\S+(?: \\(.+\\))?|Applying: .+"
              + "|Change \\d+ on \\d{4}/\\S+(?: \\S+)? by \\S+@\\S+.*"
              + "|\\d+: .+ \\d{4}-\\d\\d-\\d\\d .+"
              + "|#?\\d+\\t.+\\t(?:OPEN|MERGED|CLOSED|DRAFT)\\b.*");

  /** Digests of files have two blanks or an asterisk behind them, commits one blank. */
  private static final Pattern COMMIT =
      Pattern.compile("[*|/\\\\ ]*[0-9a-f]{7,64} (?:\\([^)]*\\) )?[^ *].*|" + HASH + " ?");

  private static final Pattern PICK =
      Pattern.compile("(?:pick|reword|edit|squash|fixup|drop) (?:-[cC] )?[0-9a-f]{7,40} .+");

  private static final Pattern COMMENT = Pattern.compile("# .*|#");
  private static final Pattern GRAPH = Pattern.compile("[*|/\\\\_ ]+");
  private static final Pattern GRAPH_MARKS =
      Pattern.compile("^(?:[*|/\\\\_] ?)+(?: {1,2}(?=commit ))?");
  private static final Pattern LOG =
      Pattern.compile(
          "commit [0-9a-f]{7,64}.*| *(?:Author|AuthorDate|Commit|CommitDate|Date|Merge):.*|    .*"
              + "|(?:tree|parent) [0-9a-f]{40,64}|(?:author|committer) .+ \\d+ [+-]\\d{4}");

  /** git describe, git tag, git rev-parse, git rev-list, git ls-remote, git name-rev. */
  private static final Pattern ID =
      Pattern.compile(
          HASH
              + "|(?=[a-f]*\\d)(?=\\d*[a-f])[0-9a-f]{7,40}"
              + "|[\\w./+-]+-\\d+-g[0-9a-f]{4,40}(?:-dirty)?|v\\d+(?:\\.\\d+)+[\\w.+-]*(?: {2,}.+)?"
              + "|(?:From \\S+|[0-9a-f]{40,64}\\t(?:refs/|HEAD)\\S*)"
              + "|HEAD (?:tags/|remotes/)?[\\w./-]+(?:[~^]\\d*)*");

  private static final Pattern DOCUMENT =
      Pattern.compile(
          "(?i).*\\.(?:md|markdown|rst|adoc|org|tex|html?)|(?:todo|plan|tasks|notes|changes|news"
              + "|changelog|roadmap|commit_editmsg|merge_msg).*");

  private static final String PLAIN = "submit the unified diff that git diff prints without it";

  /** What a text is, or empty if it may show content: decided by every line of it. */
  public static Optional<ChangeSummary> of(String label, List<String> all) {
    List<String> lines = shown(all);
    if (lines.isEmpty() || lines.stream().anyMatch(line -> line.length() > LINE_MAX)) {
      return Optional.empty();
    }
    if (every(lines, TABLE)) {
      return summary("the summary of a change without its lines", "use git diff without --stat");
    }
    boolean marked = isFileOfNames(label);
    if (isLog(lines)
        || every(lines, BRANCHES)
        || CommitSubjects.isShortlog(lines)
        || !marked && every(lines, ID)) {
      return summary("a log of commits without their changes", "use git log -p or git show");
    }
    if (every(lines, STATUS)
        || isWorkTree(lines)
        || every(lines, TREE)
        || lines.size() > 1 && every(lines, SECTIONS)) {
      return summary("a list of changed files without their lines", "use git diff");
    }
    boolean list = !marked && isList(lines);
    return list ? summary("a list of file names without their content", PLAIN) : Optional.empty();
  }

  /**
   * What a text is that has no diff in any form: a log that begins as one and whose messages say
   * what they like, or the subjects of commits.
   */
  public static Optional<ChangeSummary> ofWords(String label, List<String> all) {
    Optional<ChangeSummary> log = LogHeader.of(shown(all));
    boolean bare =
        !isDocument(label) && CommitSubjects.in(String.join("\n", all).strip().lines().toList());
    return log.isPresent() || !bare
        ? log
        : summary(
            "a list of the subjects of commits", "use git log -p, or put a sentence before a plan");
  }

  private static List<String> shown(List<String> all) {
    return all.stream().map(DisguisedDiff::uncoloured).filter(line -> !line.isBlank()).toList();
  }

  public DiffFault fault() {
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
    long sure = lines.stream().filter(ChangeSummary::isSurePath).count();
    return 2 * sure >= lines.size() && lines.stream().allMatch(ChangeSummary::isPath);
  }

  private static boolean isLog(List<String> lines) {
    return isWholeLog(lines)
        || isBriefLog(lines)
        || isLogBegin(lines) && isWholeLog(withoutGraph(lines));
  }

  private static boolean isWholeLog(List<String> lines) {
    return lines.getFirst().startsWith("commit ")
        && lines.stream()
            .allMatch(line ->
                LOG.matcher(line).matches() || TABLE.matcher(line).matches() || isPath(line));
  }

  private static boolean isBriefLog(List<String> lines) {
    String first = lines.getFirst();
    return (COMMIT.matcher(first).matches() || PICK.matcher(first).matches())
        && lines.stream()
            .allMatch(line ->
                COMMIT.matcher(line).matches()
                    || PICK.matcher(line).matches()
                    || COMMENT.matcher(line).matches()
                    || GRAPH.matcher(line).matches()
                    || TABLE.matcher(line).matches()
                    || isPath(line));
  }

  /** Whether the first line that is more than a graph begins a log. */
  private static boolean isLogBegin(List<String> lines) {
    return lines.stream()
        .filter(line -> !GRAPH.matcher(line).matches())
        .findFirst()
        .filter(line -> GRAPH_MARKS.matcher(line).replaceFirst("").startsWith("commit "))
        .isPresent();
  }

  private static List<String> withoutGraph(List<String> lines) {
    return lines.stream()
        .filter(line -> !GRAPH.matcher(line).matches())
        .map(line -> GRAPH_MARKS.matcher(line).replaceFirst(""))
        .toList();
  }

  private static boolean isSurePath(String line) {
    return (line.indexOf('/') >= 0 || line.indexOf('.') >= 0) && PATHS.matcher(line).matches();
  }

  private static boolean isPath(String line) {
    return isSurePath(line) || ODD_PATH.matcher(line).matches();
  }

  /** A file whose name says that people wrote it for people. */
  private static boolean isDocument(String label) {
    String name = label.substring(label.lastIndexOf('/') + 1);
    return DOCUMENT.matcher(name).matches();
  }

  /** Files whose content is a list of names, such as .gitignore. */
  private static boolean isFileOfNames(String label) {
    String name = label.substring(label.lastIndexOf('/') + 1);
    return name.startsWith(".") || name.startsWith("MANIFEST") || name.contains("ignore");
  }
}
