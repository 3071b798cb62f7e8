package crossreview.claim;

import java.util.Locale;
import java.util.Set;

/** What a word is: a number, a figure with a unit, a path, a digest, a version. */
final class ProofText {
  private static final Set<String> UNITS =
      Set.of(
          "%", "ms", "s", "us", "µs", "ns", "x", "×", "mb", "mib", "gb", "gib", "kb", "kib", "rps");
  private static final int HASH_MIN = 7;
  private static final int HASH_MAX = 64;
  private static final int EXTENSION_MAX = 10;

  private ProofText() {}

  /** A whole number, or "all of so many" such as 45/45. */
  static boolean isNumber(String word) {
    return !word.isEmpty()
        && word.chars().allMatch(c -> c >= '0' && c <= '9' || c == '/' || c == ',')
        && isDigit(word.charAt(0))
        && isDigit(word.charAt(word.length() - 1));
  }

  /** A number that was measured: with a unit, a fraction, or several digits. */
  static boolean isFigure(String word) {
    String figure = digits(word);
    String unit = word.substring(figure.length());
    return !figure.isEmpty() && (UNITS.contains(unit) || unit.isEmpty() && figure.length() > 1);
  }

  /** The number that a word begins with; empty for none. */
  static String digits(String word) {
    int end = 0;
    while (end < word.length() && (isDigit(word.charAt(end)) || end > 0 && isPoint(word, end))) {
      end++;
    }
    return word.substring(0, end);
  }

  private static boolean isPoint(String word, int at) {
    char c = word.charAt(at);
    return (c == '.' || c == ',') && at + 1 < word.length() && isDigit(word.charAt(at + 1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The digest of a commit, as people shorten it, or the number of a request or issue. */
  static boolean isHash(String word) {
    boolean numbered = word.startsWith("#") && isNumber(word.substring(1));
    boolean digest =
        word.length() >= HASH_MIN
            && word.length() <= HASH_MAX
            && word.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')
            && word.chars().anyMatch(c -> c <= '9');
    return numbered || digest;
  }

  /** A file: it has a folder or an extension that files have, and is no address. */
  static boolean isPath(String word) {
    int dot = word.lastIndexOf('.');
    String extension = word.substring(dot + 1).toLowerCase(Locale.ROOT);
    boolean named =
        dot > 0
            && extension.length() <= EXTENSION_MAX
            && extension.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
            && extension.chars().anyMatch(c -> c >= 'a');
    boolean address = word.contains("://") || word.startsWith("www.") || word.contains("@");
    boolean known = FILES.contains(word);
    return (named || known) && !address && !isVersion(word) && !ABBREVIATIONS.contains(word);
  }

  private static final Set<String> FILES = Set.of("makefile", "dockerfile", "readme", "license");
  private static final Set<String> ABBREVIATIONS =
      Set.of("e.g", "i.e", "a.m", "p.m", "u.s", "node.js");

  /** A version such as v2, 1.4.0 or 2.0-rc1. */
  static boolean isVersion(String word) {
    String bare = word.startsWith("v") ? word.substring(1) : word;
    return !bare.isEmpty()
        && isDigit(bare.charAt(0))
        && (word.startsWith("v") || bare.contains("."))
        && !bare.endsWith("%");
  }
}
