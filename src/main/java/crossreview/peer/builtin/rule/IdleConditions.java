package crossreview.peer.builtin.rule;

import crossreview.peer.builtin.change.ChangeSequence.SequenceLine;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.FileClassifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Conditions that decide nothing: a constant, the same on both sides, an assignment. */
final class IdleConditions {
  private static final Pattern CONSTANT =
      Pattern.compile(
          "^(?:\\} ?else"
              + " )?(?:if|elif|elsif|unless)\\s*\\(?\\s*(?:true|True|false|False|1|!0)\\s*\\)?\\s*(?:[:{]|then)?\\s*$|^(?:\\}"
              + " ?else )?(?:if|elif|while)\\b.*(?:\\|\\|\\s*true\\b|&&\\s*false\\b|\\bor"
              + " True\\b|\\band False\\b)|^while\\s*\\(\\s*(?:false|0)\\s*\\)\\s*\\{");

  private static final Pattern CONDITION = Pattern.compile("^(?:\\} ?else )?(?:if|elif|while)\\b");

  private static final Pattern SAME =
      Pattern.compile(
          "(?:^(?:\\} ?else"
              + " )?(?:if|elif|while|return)\\s+|\\(|&&\\s*|\\|\\|\\s*)([A-Za-z_$][\\w.$]*+)"
              + "\\s*(==|===|<=|>=|&&|\\|\\||<|>)\\s*\\1\\s*(?:\\)|&&|\\|\\||:$|\\{$|;)");

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "^(?:\\} ?else"
              + " )?(?:if|while)\\s*\\(\\s*[A-Za-z_$][\\w.$>-]*\\s*=\\s*(?:[\\w.$]+|\"[^\"]*\"|'[^']*')\\s*\\)");

  private static final Set<String> ASSIGNING =
      Set.of(
          "js", "jsx", "mjs", "cjs", "ts", "tsx", "vue", "svelte", "php", "c", "cc", "cpp", "cxx",
          "h", "hpp", "java", "cs");

  private IdleConditions() {}

  static void check(
      ChangedFile file, List<SequenceLine> after, ViolationCollector violationCollector) {
    Set<String> before = new HashSet<>();
    file.removed().forEach(line -> before.add(line.content().strip()));
    for (SequenceLine entry : after) {
      String code = entry.code();
      boolean read =
          entry.added()
              && code.length() < 500
              && !before.contains(code)
              && !FileClassifier.isCommentOrBlank(file.path(), code);
      if (!read) {
        continue;
      }
      if (CONSTANT.matcher(code).find()) {
        violationCollector.blocking("a condition that is always the same", entry.line());
      } else if (assigned(file, code)) {
        violationCollector.blocking("an assignment where a comparison is meant", entry.line());
      } else if (same(code)) {
        violationCollector.blocking("both sides of a comparison are the same", entry.line());
      }
    }
  }

  private static boolean assigned(ChangedFile file, String code) {
    return ASSIGNING.contains(FileClassifier.extension(file.path()))
        && ASSIGNED.matcher(code).find();
  }

  private static boolean same(String code) {
    return CONDITION.matcher(code).find() && SAME.matcher(code).find();
  }
}
