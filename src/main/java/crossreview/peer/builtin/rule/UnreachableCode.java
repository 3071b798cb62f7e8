package crossreview.peer.builtin.rule;

import crossreview.peer.builtin.change.ChangeSequence.SequenceLine;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.FileClassifier;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A statement right behind one that leaves its block. */
final class UnreachableCode {
  private static final Set<String> SEMICOLON =
      Set.of(
          "java", "c", "cc", "cpp", "cxx", "cs", "php", "js", "jsx", "mjs", "cjs", "ts", "tsx",
          "dart", "rs");
  private static final Set<String> LINE = Set.of("py", "go");

  private static final Pattern LEAVES =
      Pattern.compile("^(?:return\\b|throw\\s|raise\\b|continue;?$|break;?$).*");

  /** What may stand there all the same: the end of the block, a label, a hoisted function. */
  private static final Pattern FOLLOWS =
      Pattern.compile(
          "^(?:[})\\]]|case\\b|default\\b|else\\b|elif\\b|except\\b|finally\\b|end\\b|break\\b|function\\b|async"
              + " function\\b|class\\b|#|@|\\w+:$|//|/\\*|\\*|def\\b|catch\\b|while\\b.*;$|var\\s|yield\\b|<).*");

  private UnreachableCode() {}

  static void check(
      ChangedFile file, List<SequenceLine> after, ViolationCollector violationCollector) {
    String extension = FileClassifier.extension(file.path());
    boolean semicolon = SEMICOLON.contains(extension);
    if (!semicolon && !LINE.contains(extension)) {
      return;
    }
    for (int i = 1; i + 1 < after.size(); i++) {
      SequenceLine leaving = after.get(i);
      SequenceLine next = after.get(i + 1);
      boolean ours = next.added() || leaving.added() && !leftBefore(file, semicolon);
      if (ours && leaves(leaving.code(), semicolon) && unreached(after, i) && opened(after, i)) {
        violationCollector.blocking("a statement that is never reached", next.line());
      }
    }
  }

  /** An edited statement that left its block before does not hide more than it did. */
  private static boolean leftBefore(ChangedFile file, boolean semicolon) {
    return file.removed().stream().anyMatch(line -> leaves(line.content().strip(), semicolon));
  }

  private static boolean leaves(String code, boolean semicolon) {
    if (!LEAVES.matcher(code).matches()) {
      return false;
    }
    char last = code.charAt(code.length() - 1);
    boolean whole = semicolon ? last == ';' : "({[,\\+-*/&|=.:\"".indexOf(last) < 0;
    return whole && DebugStatements.closed(code);
  }

  private static boolean unreached(List<SequenceLine> after, int at) {
    String leaving = after.get(at).line().content();
    String next = after.get(at + 1).line().content();
    return !next.isBlank()
        && HygieneRule.indent(next) == HygieneRule.indent(leaving)
        && !FOLLOWS.matcher(next.strip()).matches();
  }

  /** Whether the line before is not a head without braces, whose body the statement is. */
  private static boolean opened(List<SequenceLine> after, int at) {
    String before = after.get(at - 1).line().content();
    String leaving = after.get(at).line().content();
    boolean deeper = HygieneRule.indent(before) < HygieneRule.indent(leaving);
    String code = before.strip();
    return !before.isBlank()
        && (!deeper || code.endsWith("{") || code.endsWith(":"))
        && !code.endsWith("\\");
  }
}
