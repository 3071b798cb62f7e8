package crossreview.diff.form;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether lines are the subjects of commits, as {@code git log --format=%s} and {@code git
 * shortlog} print them: they name changes and show none.
 *
 * <p>A plan or a list of tasks has a title, marks before its lines, sentences, or lines that belong
 * together; bare lines that all tell what to change, each like the subject of a commit, are taken
 * for subjects.
 */
final class CommitSubjects {
  private static final int LENGTH_MAX = 120;
  private static final int ITEM_INDENT = 6; // of git shortlog

  private static final Pattern AUTHOR = Pattern.compile("\\S.* \\((\\d{1,9})\\):");
  private static final Pattern COUNTED = Pattern.compile(" +(\\d+)\\t\\S.*");

  /** A commit's subject after the convention that tools read. */
  private static final Pattern CONVENTION =
      Pattern.compile(
          "(?:feat|fix|docs|style|refactor|perf|test|tests|build|ci|chor[e]|revert|wip|release"
              + "|security|deps)(?:\\([^)]*\\))?!?: \\S.*");

  private static final Pattern FIXED =
      Pattern.compile(
          "Merge (?:branch|pull request|remote-tracking branch|tag|commit) .+|Revert \".+\""
              + "|Initial commit|Initial import|(?:fixup|squash|amend)! .+");

  /** A date and a name or a component, each as far as it is there, then a verb and an object. */
  private static final Pattern ORDER =
      Pattern.compile(
          "(?:\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\S+)?(?: [+-]\\d{4})? )?(?:[^\\s:][^:]{0,39}: )?"
              + "(\\p{L}+) \\S.*");

  private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{N}\"'`\\[(].*[^.:;,?!|]");

  private static final Set<String> VERBS =
      Set.of(
          """
          abort accept add adapt adjust allow annotate apply avoid backport begin block bring
          build bump cache call carry change check clarify clean cleanup clear close collect
          combine compare complete configure convert copy correct count cover create cut declare
          decode default define delete deny deprecate describe detect disable disallow display do
          document don't downgrade drop dump eliminate emit enable encode enforce ensure exclude
          expand explain export expose extend extract fail fall filter find finish fix fold follow
          force format forbid generate get give guard handle harden hide ignore implement import
          improve include increase inform init initialize inline insert install instrument
          introduce invert join keep let limit link list load lock log lower make mark mask match
          measure mention merge migrate minimize modernize modify move name normalize note omit
          open optimize order parse pass patch permit pin polish port prefer prepare preserve
          prevent print process propagate protect provide publish pull push put quote raise read
          rebuild record redirect reduce refactor refuse register reject release relax rely reload
          remove rename reorder reorganize replace report require reset resolve restore restrict
          retry return reuse revert reword rewrite round run save say scope send separate set
          share ship show shorten silence simplify skip sort speed split start stop store strip
          support suppress switch sync synchronize take teach tell test throw tidy track translate
          treat trim try tune turn tweak undo unify update upgrade use validate verify wait warn
          widen wire work wrap write
          """
              .strip()
              .split("\\s+"));

  private CommitSubjects() {}

  /** Lines without blank ones among them. */
  static boolean in(List<String> lines) {
    if (lines.isEmpty() || !isPlain(lines.getFirst()) || !isSubject(lines.getFirst())) {
      return false;
    }
    if (!lines.stream().allMatch(CommitSubjects::isPlain)) {
      return false;
    }
    if (lines.size() == 1) {
      return CONVENTION.matcher(lines.getFirst()).matches();
    }
    long sure = lines.stream().filter(CommitSubjects::isSubject).count();
    return 3 * sure >= 2 * lines.size();
  }

  private static boolean isPlain(String line) {
    return line.length() <= LENGTH_MAX && SHAPE.matcher(line).matches();
  }

  private static boolean isSubject(String line) {
    Matcher order = ORDER.matcher(line);
    return CONVENTION.matcher(line).matches()
        || FIXED.matcher(line).matches()
        || order.matches() && VERBS.contains(order.group(1).toLowerCase(Locale.ROOT));
  }

  /** git shortlog: authors, each with as many subjects as it says, or only numbers. */
  static boolean isShortlog(List<String> lines) {
    return isCounted(lines) || AUTHOR.matcher(lines.getFirst()).matches() && counts(lines);
  }

  private static boolean counts(List<String> lines) {
    long left = 0;
    for (String line : lines) {
      Matcher author = AUTHOR.matcher(line);
      if (line.startsWith(" ".repeat(ITEM_INDENT))) {
        left -= line.charAt(ITEM_INDENT) == ' ' ? 0 : 1; // a deeper indent goes on
      } else if (left == 0 && author.matches()) {
        left = Long.parseLong(author.group(1));
      } else {
        return false;
      }
    }
    return left == 0;
  }

  /** Numbers of lines, which other tools print in this way, go up one by one. */
  private static boolean isCounted(List<String> lines) {
    boolean numbered = true;
    for (int i = 0; i < lines.size(); i++) {
      Matcher counted = COUNTED.matcher(lines.get(i));
      if (!counted.matches()) {
        return false;
      }
      numbered &= counted.group(1).equals(Integer.toString(i + 1));
    }
    return !numbered;
  }
}
