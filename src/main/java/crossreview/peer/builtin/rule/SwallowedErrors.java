package crossreview.peer.builtin.rule;

import crossreview.peer.builtin.change.ChangeSequence.SequenceLine;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.FileClassifier;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Errors that are caught and then forgotten: an empty handler without a word why. */
final class SwallowedErrors {
  private static final String WHAT = "an error is caught and nothing is done about it";

  private static final Set<String> BRACED =
      Set.of(
          "java", "kt", "scala", "groovy", "js", "jsx", "mjs", "cjs", "ts", "tsx", "vue", "svelte",
          "php", "cs", "cpp", "cc", "cxx", "hpp", "swift", "dart", "m", "mm");

  /** The name of what is caught says that it is ignored on purpose. */
  private static final String MEANT = "(?i).*\\b(?:ignored?\\w*|expected\\w*|unused|_)\\b.*";

  private static final Pattern CATCH_ALONE =
      Pattern.compile("\\bcatch\\b\\s*(\\([^()]*+\\))?\\s*\\{\\s*\\}");
  private static final int TRIED_MAX = 3; // lines of a probe: more of them do something

  private static final Pattern CATCH_OPENS =
      Pattern.compile("\\bcatch\\b\\s*(\\([^()]*+\\)|\\w* ?)?\\s*\\{?$");
  private static final Pattern EMPTY_HANDLER =
      Pattern.compile(
          "\\.catch\\(\\s*(?:\\(\\s*\\w*\\s*\\)|\\w+|function\\s*\\(\\w*\\))\\s*(?:=>)?\\s*\\{\\s*\\}\\s*\\)");
  private static final Pattern EXCEPT = Pattern.compile("^except\\b([^:]*):(.*)$");
  private static final Pattern BROAD = Pattern.compile("\\s*(?:\\(?\\s*(?:Base)?Exception\\b.*)?");
  private static final Pattern GO =
      Pattern.compile("^(?:\\} else )?if (?:.*; )?err != nil \\{(\\s*\\})?$");
  private static final Pattern RESCUE =
      Pattern.compile("^rescue(?: (?:StandardError|Exception|=>).*)?$");

  /** One kind of error, which may be expected there. */
  private static final Pattern NARROW =
      Pattern.compile(
          "\\bcatch\\s*\\(\\s*(?!(?:final"
              + " )?(?:\\w+\\.)*(?:Exception|Throwable|RuntimeException|Error|IOException|SQLException)\\b)(?:final"
              + " )?[A-Z\\\\][\\w.\\\\|& ]*");

  private final ChangedFile file;
  private final List<SequenceLine> after;

  private SwallowedErrors(ChangedFile file, List<SequenceLine> after) {
    this.file = file;
    this.after = after;
  }

  static void check(
      ChangedFile file, List<SequenceLine> after, ViolationCollector violationCollector) {
    SwallowedErrors errors = new SwallowedErrors(file, after);
    for (int i = 0; i < after.size(); i++) {
      if (!after.get(i).added() || !errors.swallowed(i)) {
        continue;
      }
      if (NARROW.matcher(after.get(i).code()).find()) {
        violationCollector.advice(WHAT, after.get(i).line());
      } else {
        violationCollector.blocking(WHAT, after.get(i).line());
      }
    }
  }

  private boolean swallowed(int at) {
    String code = after.get(at).code();
    if (FileClassifier.isCommentOrBlank(file.path(), code)) {
      return false;
    }
    return switch (FileClassifier.extension(file.path())) {
      case "py" -> python(at, code);
      case "go" -> go(at, code);
      case "rb" -> RESCUE.matcher(code).matches() && next(at).equals("end");
      default -> BRACED.contains(FileClassifier.extension(file.path())) && braced(at, code);
    };
  }

  private boolean braced(int at, String code) {
    Matcher alone = CATCH_ALONE.matcher(code);
    if (alone.find()) {
      return !String.valueOf(alone.group(1)).matches(MEANT) && !speaks(at) && !probes(at);
    }
    if (EMPTY_HANDLER.matcher(code).find()) {
      return !speaks(at);
    }
    Matcher opens = CATCH_OPENS.matcher(code);
    if (!opens.find() || String.valueOf(opens.group(1)).matches(MEANT)) {
      return false;
    }
    String next = next(at);
    boolean later = !code.endsWith("{") && next.equals("{");
    String body = later ? next(at + 1) : next;
    return body.startsWith("}") && (code.endsWith("{") || later);
  }

  /** Whether a comment above a short try says what is tried. */
  private boolean probes(int at) {
    int begin = at;
    while (begin > 0 && at - begin < TRIED_MAX && !after.get(begin).code().startsWith("try")) {
      begin--;
    }
    String before = begin == 0 ? "" : after.get(begin - 1).code();
    return after.get(begin).code().startsWith("try")
        && !before.isEmpty()
        && FileClassifier.isCommentOrBlank(file.path(), before);
  }

  /** Bare, or everything that can be raised. */
  private boolean python(int at, String code) {
    Matcher except = EXCEPT.matcher(code);
    if (!except.matches() || !BROAD.matcher(except.group(1)).matches()) {
      return false;
    }
    String body = except.group(2).strip();
    return body.equals("pass") || body.isEmpty() && next(at).equals("pass") && !speaks(at + 1);
  }

  private boolean go(int at, String code) {
    Matcher matcher = GO.matcher(code);
    return matcher.matches() && (matcher.group(1) != null || next(at).equals("}"));
  }

  /** The next line; a comment there says why. */
  private String next(int at) {
    for (int i = at + 1; i < after.size(); i++) {
      if (!after.get(i).code().isEmpty()) {
        return after.get(i).code();
      }
    }
    return "";
  }

  /** Whether a comment stands before, behind or after a line. */
  private boolean speaks(int at) {
    for (int i = Math.max(0, at - 2); i < Math.min(after.size(), at + 2); i++) {
      String code = after.get(i).code();
      boolean comment = !code.isEmpty() && FileClassifier.isCommentOrBlank(file.path(), code);
      if (comment
          || i >= at && (code.contains(" // ") || code.contains(" # ") || code.contains("/*"))) {
        return true;
      }
    }
    return false;
  }
}
