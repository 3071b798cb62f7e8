package crossreview.peer.builtin.rule;

import crossreview.peer.builtin.change.ChangeSequence;
import crossreview.peer.builtin.change.ChangeSequence.SequenceLine;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import crossreview.peer.builtin.change.FileClassifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What makes the tests of one file say less than before. */
final class WeakerTests {
  private static final Pattern CONDITION =
      Pattern.compile(
          "^(?:\\}? ?else|if|case|except|unless|switch|select|default|rescue|when|match)\\b| if |"
              + " unless ");

  private final ChangedFile file;
  private final ViolationCollector violationCollector;
  private final Set<String> before = new HashSet<>();

  private WeakerTests(ChangedFile file, ViolationCollector violationCollector) {
    this.file = file;
    this.violationCollector = violationCollector;
    file.removed().forEach(line -> before.add(line.content().strip()));
  }

  static void check(ChangedFile file, ViolationCollector violationCollector) {
    WeakerTests tests = new WeakerTests(file, violationCollector);
    for (List<SequenceLine> hunk : ChangeSequence.of(file).hunks()) {
      List<SequenceLine> after = ChangeSequence.after(hunk);
      for (int i = 0; i < after.size(); i++) {
        if (after.get(i).added() && !tests.before.contains(after.get(i).code())) {
          tests.line(after, i);
        }
      }
      tests.assertions(hunk);
    }
  }

  private void line(List<SequenceLine> after, int at) {
    String code = after.get(at).code();
    FileLine line = after.get(at).line();
    if (TestIdioms.focused(code)) {
      violationCollector.blocking("a focused test keeps all others from running", line);
    } else if (TestIdioms.disabled(code) && !conditional(after, at) && !excused(after, at)) {
      disabled(after, at);
    } else if (TestIdioms.assertsNothing(code)) {
      boolean instead = before.stream().anyMatch(TestIdioms::asserts);
      if (instead) {
        violationCollector.blocking("an assertion that no code can break", line);
      } else {
        violationCollector.advice("an assertion that no code can break", line);
      }
    } else if (TestIdioms.commentedOut(code) && wasCode(code)) {
      violationCollector.advice("an assertion is commented out", line);
    }
  }

  private void disabled(List<SequenceLine> after, int at) {
    FileLine line = after.get(at).line();
    boolean comment =
        at > 0
            && FileClassifier.isCommentOrBlank(file.path(), after.get(at - 1).code())
            && !after.get(at - 1).code().isEmpty();
    if (comment || TestIdioms.reasoned(after.get(at).code())) {
      violationCollector.advice("a test is disabled without a reference to come back to", line);
    } else {
      violationCollector.blocking("a test is disabled and nothing says why", line);
    }
  }

  /** Inside a condition it depends on the machine. */
  private static boolean conditional(List<SequenceLine> after, int at) {
    int indent = HygieneRule.indent(after.get(at).line().content());
    for (int i = at - 1; i >= 0 && i >= at - 4; i--) {
      String content = after.get(i).line().content();
      boolean outer = !content.isBlank() && HygieneRule.indent(content) < indent;
      if (outer) {
        String code = content.strip();
        return CONDITION.matcher(code).find();
      }
    }
    return after.get(at).code().contains(" if ") || after.get(at).code().contains(" unless ");
  }

  /** A reference on the line or beside it. */
  private static boolean excused(List<SequenceLine> after, int at) {
    for (int i = Math.max(0, at - 2); i <= Math.min(after.size() - 1, at + 1); i++) {
      if (TestIdioms.refers(after.get(i).code())) {
        return true;
      }
    }
    return false;
  }

  private boolean wasCode(String comment) {
    String code = comment.replaceFirst("^(?://|#|--|/\\*)\\s*", "");
    return before.contains(code) || before.contains(code.replaceFirst("\\s*\\*/$", ""));
  }

  /** Assertions that go while their test stays, and nothing takes their place. */
  private void assertions(List<SequenceLine> hunk) {
    long gone = hunk.stream().filter(l -> l.removed() && TestIdioms.asserts(l.code())).count();
    long come = hunk.stream().filter(l -> l.added() && TestIdioms.asserts(l.code())).count();
    boolean other =
        hunk.stream()
            .anyMatch(l -> l.removed() && !TestIdioms.asserts(l.code()) && !l.code().isEmpty());
    boolean more = hunk.stream().anyMatch(l -> l.added() && !l.code().isEmpty());
    if (gone > 0 && come == 0 && !other && !more) {
      SequenceLine line = hunk.stream().filter(SequenceLine::removed).findFirst().orElseThrow();
      violationCollector.advice("an assertion is removed and its test stays", line.line());
    }
  }
}
