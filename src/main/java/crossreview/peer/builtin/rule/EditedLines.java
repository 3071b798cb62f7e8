package crossreview.peer.builtin.rule;

import crossreview.peer.builtin.change.ChangeSequence;
import crossreview.peer.builtin.change.ChangeSequence.SequenceLine;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.FileClassifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an edited line does against the line that it replaces, and checks that went away. */
final class EditedLines {
  private static final Pattern COMPARISON =
      Pattern.compile(
          "(?:<=|>=|===|!==|==|!=|(?<![<>=-])[<>](?![<>=])|&&|\\|\\|)|\\b(?:and|or)\\b");
  private static final Pattern NULL_CHECK =
      Pattern.compile(
          "\\bif\\b.*?(?:(?<![\\w.$])([\\w.$]+)\\s*(?:==|===|!=|!==|is|is"
              + " not)\\s*(?:null|nil|None|NULL|nullptr|undefined)\\b"
              + "|!([\\w.$]+)\\)?\\s*(?:\\{|return|throw))|requireNonNull\\(([\\w.$]+)");
  private static final Pattern AWAIT = Pattern.compile("\\bawait\\s+|\\.await\\b");

  private final ChangedFile file;
  private final boolean tested;
  private final ViolationCollector violationCollector;
  private final Set<String> moved = new HashSet<>();
  private final boolean asyncGoes;

  private EditedLines(ChangedFile file, boolean tested, ViolationCollector violationCollector) {
    this.file = file;
    this.tested = tested;
    this.violationCollector = violationCollector;
    file.added().forEach(line -> moved.add(line.content().strip()));
    this.asyncGoes = file.removed().stream().anyMatch(line -> line.content().contains("async"));
  }

  static void check(ChangedFile file, boolean tested, ViolationCollector violationCollector) {
    EditedLines lines = new EditedLines(file, tested, violationCollector);
    for (List<SequenceLine> hunk : ChangeSequence.of(file).hunks()) {
      int at = 0;
      while (at < hunk.size()) {
        int removed = end(hunk, at, ChangeSequence.LineFate.REMOVED);
        int added = end(hunk, removed, ChangeSequence.LineFate.ADDED);
        if (removed > at) {
          lines.block(hunk, at, removed, added);
        }
        at = Math.max(added, at + 1);
      }
    }
  }

  private static int end(List<SequenceLine> hunk, int from, ChangeSequence.LineFate fate) {
    int at = from;
    while (at < hunk.size() && hunk.get(at).fate() == fate) {
      at++;
    }
    return at;
  }

  /** Removed lines, and those in their place. */
  private void block(List<SequenceLine> hunk, int from, int middle, int to) {
    List<SequenceLine> before = hunk.subList(from, middle);
    List<SequenceLine> after = hunk.subList(middle, to);
    if (before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        pair(before.get(i).code(), after.get(i));
      }
    }
    if (!tested && after.size() < before.size()) {
      nullChecks(before, after, hunk.subList(to, hunk.size()));
    }
  }

  private void pair(String before, SequenceLine entry) {
    String after = entry.code();
    if (FileClassifier.isCommentOrBlank(file.path(), after) || before.equals(after)) {
      return;
    }
    boolean awaited = AWAIT.matcher(before).find() && !asyncGoes;
    if (awaited && AWAIT.matcher(before).replaceAll("").equals(after)) {
      violationCollector.blocking("an await is gone and the rest of the line stays", entry.line());
    } else if (!tested && flipped(before, after)) {
      violationCollector.advice("a comparison is turned round and no test changes", entry.line());
    } else if (!tested && swapped(before, after)) {
      violationCollector.advice("two arguments change places and no test changes", entry.line());
    } else if (!tested && dropped(before, after)) {
      violationCollector.advice("an error that was returned is thrown away", entry.line());
    }
  }

  /** The same line but for its comparisons, or for a negation. */
  private static boolean flipped(String before, String after) {
    boolean same =
        COMPARISON
            .matcher(before)
            .replaceAll("?")
            .equals(COMPARISON.matcher(after).replaceAll("?"));
    if (same) {
      String plain = before.replace("===", "==").replace("!==", "!=");
      return !plain.equals(after.replace("===", "==").replace("!==", "!="));
    }
    return condition(before) && condition(after) && (negation(before).equals(negation(after)));
  }

  private static boolean condition(String code) {
    return code.matches("(?:\\} ?else )?(?:if|elif|while|return|unless)\\b.*");
  }

  private static String negation(String code) {
    return code.replaceAll("!(?!=)|\\bnot ", "");
  }

  private static final Pattern CALL = Pattern.compile("\\(([\\w.$]+), ([\\w.$]+)\\)");

  private static boolean swapped(String before, String after) {
    Matcher one = CALL.matcher(before);
    while (one.find()) {
      String other =
          before.substring(0, one.start(1))
              + one.group(2)
              + ", "
              + one.group(1)
              + before.substring(one.end(2));
      if (other.equals(after) && !one.group(1).equals(one.group(2))) {
        return true;
      }
    }
    return false;
  }

  /** In Go, {@code x, err := f()} becomes {@code x, _ := f()}. */
  private static boolean dropped(String before, String after) {
    return before.matches(".*\\berr :?= .*")
        && before
            .replaceFirst("\\berr (:?=) ", "_ $1 ")
            .replace(":=", "=")
            .equals(after.replace(":=", "="));
  }

  /** Whether a value was checked, is not any more, and is used on the lines that follow. */
  private void nullChecks(
      List<SequenceLine> before, List<SequenceLine> after, List<SequenceLine> rest) {
    for (SequenceLine line : before) {
      Matcher check = NULL_CHECK.matcher(line.code());
      if (moved.contains(line.code()) || !check.find()) {
        continue;
      }
      String name = name(check);
      boolean again = moved.stream().anyMatch(code -> checks(code, name));
      boolean used =
          new ArrayList<>(after).stream().anyMatch(l -> uses(l.code(), name))
              || rest.stream().limit(6).anyMatch(l -> !l.removed() && uses(l.code(), name));
      if (!again && used) {
        violationCollector.advice(
            "a check for null is gone and the value is still used", line.line());
      }
    }
  }

  private static String name(Matcher check) {
    for (int i = 1; i <= check.groupCount(); i++) {
      if (check.group(i) != null) {
        return check.group(i);
      }
    }
    return "";
  }

  private static boolean checks(String code, String name) {
    return code.contains(name + "?.")
        || code.contains(name + " ??")
        || NULL_CHECK.matcher(code).find() && code.contains(name)
        || code.contains("if") && code.contains(name);
  }

  private static boolean uses(String code, String name) {
    return code.matches(".*(?<![\\w.$])" + Pattern.quote(name) + "(?:\\.|->|\\[|\\().*");
  }
}
