package crossreview.claim;

import crossreview.claim.ClaimMaterial.AttachedProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * One command and what it wrote, or a text that shows something. A piece of evidence with several
 * prompts is one record each, so that the success of one command does not speak for another.
 *
 * @param command what was run, in lower case; empty where that is not known
 * @param text what it wrote, in lower case
 * @param failed whether it says that it failed
 * @param machine whether a program wrote it, as far as its form tells
 */
record ProofRecord(String command, String text, boolean failed, boolean machine) {
  private static final List<String> FAILURES =
      List.of(
          "build failure",
          "build failed",
          "fatal:",
          "npm err!",
          "traceback (most recent call last)",
          "command not found",
          "test result: failed",
          "tests failed",
          "exit code 1",
          "exit status 1",
          "compilation error",
          "conclusion: failure");
  private static final List<String> RESULTS =
      List.of(
          "tests run:",
          "build success",
          "test result:",
          "passed in ",
          "passing (",
          "# pass ",
          "all checks passed",
          "successfully rolled out",
          "apply complete",
          "http/1.1 ",
          "http/2 ",
          "active (running)",
          "0 errors",
          "0 problems",
          "conclusion: success",
          "finished `",
          "compiled successfully",
          "no issues found",
          "ok (",
          "\"status\":\"up\"",
          "exit code 0",
          "exit code: 0",
          "exit status 0");

  /** The records of a piece of evidence. */
  static List<ProofRecord> of(AttachedProof proof) {
    List<ProofRecord> records = new ArrayList<>();
    String command = proof.command() == null ? "" : proof.command().toLowerCase(Locale.ROOT);
    boolean ran = proof.command() != null;
    boolean exit = proof.exitCode() != null && proof.exitCode() != 0;
    StringBuilder written = new StringBuilder();
    for (String raw : (Iterable<String>) proof.text().lines()::iterator) {
      String line = raw.toLowerCase(Locale.ROOT);
      if (line.startsWith("$ ") || line.startsWith("command: ") || line.startsWith("+ ")) {
        add(records, command, written, exit, ran);
        command = line.substring(line.indexOf(' ') + 1).strip();
        ran = true;
      }
      written.append(line).append('\n');
    }
    add(records, command, written, exit, ran);
    return records;
  }

  private static void add(
      List<ProofRecord> records, String command, StringBuilder written, boolean exit, boolean ran) {
    String text = written.toString();
    written.setLength(0);
    boolean machine = ran || RESULTS.stream().anyMatch(text::contains);
    if (!text.isBlank() || ran) {
      records.add(new ProofRecord(command, text, exit || isFailure(text), machine));
    }
  }

  private static boolean isFailure(String text) {
    return FAILURES.stream().anyMatch(text::contains)
        || counts(text, "failures:")
        || counts(text, "errors:")
        || countsBefore(text, " failed")
        || countsBefore(text, " failing");
  }

  /** Whether the number after a word is not zero, anywhere. */
  private static boolean counts(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int digit = at + word.length();
      while (digit < text.length() && text.charAt(digit) == ' ') {
        digit++;
      }
      if (digit < text.length() && text.charAt(digit) >= '1' && text.charAt(digit) <= '9') {
        return true;
      }
    }
    return false;
  }

  /** Whether the number before a word is not zero, anywhere. */
  private static boolean countsBefore(String text, String word) {
    for (int at = text.indexOf(word); at > 0; at = text.indexOf(word, at + 1)) {
      int from = at;
      while (from > 0 && Character.isDigit(text.charAt(from - 1))) {
        from--;
      }
      if (text.substring(from, at).chars().anyMatch(c -> c != '0')) {
        return true;
      }
    }
    return false;
  }

  /** Whether the command, or a path in it, is one of these programs or has one of these words. */
  boolean ran(Set<String> programs) {
    StringTokenizer words = new StringTokenizer(command, " \t/;&|:='\"");
    while (words.hasMoreTokens()) {
      if (programs.contains(words.nextToken())) {
        return true;
      }
    }
    return false;
  }

  boolean hasAny(List<String> phrases) {
    return phrases.stream().anyMatch(text::contains);
  }

  /** Whether it names each of these commits and requests; a digest may be longer there. */
  boolean hasHashes(List<String> hashes) {
    return hashes.stream()
        .allMatch(hash ->
            hash.startsWith("#")
                ? hasWords(List.of(hash))
                : begins(text, hash) || begins(command, hash));
  }

  private static boolean begins(String text, String digest) {
    for (int at = text.indexOf(digest); at >= 0; at = text.indexOf(digest, at + 1)) {
      if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether each of these words is in it, not only as a part of a longer one. */
  boolean hasWords(List<String> words) {
    return words.stream().allMatch(word -> hasWord(text, word) || hasWord(command, word));
  }

  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean before = at == 0 || !isWordPart(text, at - 1);
      boolean after = end == text.length() || !isWordPart(text, end);
      if (before && after) {
        return true;
      }
    }
    return false;
  }

  /** A digit; a point between digits, so that 5 is not found in 1.5. */
  private static boolean isWordPart(String text, int at) {
    char c = text.charAt(at);
    boolean point =
        (c == '.' || c == ',')
            && at > 0
            && at + 1 < text.length()
            && Character.isDigit(text.charAt(at - 1))
            && Character.isDigit(text.charAt(at + 1));
    return point || c >= '0' && c <= '9';
  }
}
