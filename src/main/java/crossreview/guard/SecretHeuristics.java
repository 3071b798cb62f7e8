package crossreview.guard;

import java.util.List;
import java.util.Locale;

/** How a value that may be a secret looks: drawn at random, made up by a person, or a stand-in. */
final class SecretHeuristics {
  private static final List<String> STAND_INS =
      List.of(
          "example",
          "changeme",
          "change_me",
          "change-me",
          "placeholder",
          "your",
          "xxxx",
          "dummy",
          "redacted",
          "snip",
          "replace",
          "insert",
          "todo",
          "0000000000",
          "1234567890abcdef",
          "abcdefghijkl",
          "aaaaaaaa",
          "****",
          "....");

  /** Stand-ins that are longer than what chance puts into a key. */
  private static final List<String> LONG_STAND_INS =
      STAND_INS.stream().filter(word -> word.length() > 5).toList();

  /** Shorter ones count only where a word of a stand-in begins or ends. */
  private static final List<String> SHORT_STAND_INS =
      STAND_INS.stream().filter(word -> word.length() <= 5).toList();

  private static final int SAME_MAX = 8; // chance repeats no character as often in a key
  private static final int LONG = 18; // fewer changes tell in more characters
  private static final int BALANCED_MIN = 20;
  private static final String STRONG_MARKS = "!@#$%^&*+?~";

  private boolean lower;
  private boolean upper;
  private boolean mark;
  private int digits;

  private SecretHeuristics(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      lower |= c >= 'a' && c <= 'z';
      upper |= c >= 'A' && c <= 'Z';
      mark |= STRONG_MARKS.indexOf(c) >= 0;
      digits += c >= '0' && c <= '9' ? 1 : 0;
    }
  }

  /** Whether it says itself that it stands for something else. */
  static boolean isPlaceholder(String value) {
    String folded = value.toLowerCase(Locale.ROOT);
    return STAND_INS.stream().anyMatch(folded::contains) || distinct(value) < 4;
  }

  /**
   * Whether what follows a vendor's prefix stands for a key. Stricter than {@link #isPlaceholder}:
   * one key in ten thousand has a word of four letters somewhere.
   */
  static boolean isKeyStandIn(String run) {
    String folded = run.toLowerCase(Locale.ROOT);
    return LONG_STAND_INS.stream().anyMatch(folded::contains)
        || SHORT_STAND_INS.stream().anyMatch(word -> atAnEdge(folded, word))
        || repeats(run)
        || distinct(run) < 4;
  }

  private static boolean atAnEdge(String folded, String word) {
    return folded.startsWith(word)
        || folded.endsWith(word)
        || folded.contains("-" + word)
        || folded.contains("_" + word)
        || folded.contains("/" + word);
  }

  private static boolean repeats(String run) {
    int same = 1;
    for (int i = 1; i < run.length() && same < SAME_MAX; i++) {
      same = run.charAt(i) == run.charAt(i - 1) ? same + 1 : 1;
    }
    return same >= SAME_MAX;
  }

  /** Whether two of the three sorts are there: lower case, upper case, digits. */
  static boolean mixed(String value) {
    SecretHeuristics look = new SecretHeuristics(value);
    return look.lower && look.upper || look.mixed();
  }

  private static int distinct(String value) {
    boolean[] seen = new boolean[128];
    int count = 0;
    for (int i = 0; i < value.length(); i++) {
      int c = value.charAt(i) & 127;
      count += seen[c] ? 0 : 1;
      seen[c] = true;
    }
    return count;
  }

  /** Whether it is too mixed for words with a number between them. */
  static boolean looksRandom(String value) {
    SecretHeuristics look = new SecretHeuristics(value);
    return look.digits > 0 && (look.lower && look.upper || hasMixedPiece(value))
        || hasBalancedPiece(value);
  }

  /** Whether a value has no words in it: digits and letters change places too often. */
  static boolean drawn(String value) {
    SecretHeuristics look = new SecretHeuristics(value);
    boolean letters = look.lower || look.upper;
    int turns = value.length() >= LONG ? 3 : 5;
    return (look.digits >= 2 || looksRandom(value))
        && letters
        && !words(value)
        && varied(value, 2.9)
        && turns(value) >= turns;
  }

  /** A short word of small letters and digits that change places often enough beside a vendor. */
  static boolean drawnShort(String value) {
    boolean single = value.chars().allMatch(c -> c >= 'a' && c <= 'z' || Character.isDigit(c));
    return single && varied(value, 2.9) && turns(value) >= 3;
  }

  /** How often a digit and a letter, or the two cases, are neighbours. */
  private static int turns(String value) {
    int turns = 0;
    for (int i = 1; i < value.length(); i++) {
      turns += sort(value.charAt(i)) == sort(value.charAt(i - 1)) ? 0 : 1;
    }
    return turns;
  }

  private static int sort(char c) {
    return Character.isDigit(c) ? 1 : Character.isUpperCase(c) ? 2 : Character.isLetter(c) ? 3 : 4;
  }

  /** A long piece of which a third is upper case and a third lower: words have fewer capitals. */
  private static boolean hasBalancedPiece(String value) {
    int begin = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i == value.length() || "-_./".indexOf(value.charAt(i)) >= 0) {
        if (i - begin >= BALANCED_MIN && balanced(value, begin, i)) {
          return true;
        }
        begin = i + 1;
      }
    }
    return false;
  }

  private static boolean balanced(String value, int begin, int end) {
    long upper = value.substring(begin, end).chars().filter(Character::isUpperCase).count();
    long lower = value.substring(begin, end).chars().filter(Character::isLowerCase).count();
    return 3 * upper >= end - begin && 3 * lower >= end - begin;
  }

  /** A piece between dashes with eight characters or more, letters and digits among them. */
  private static boolean hasMixedPiece(String value) {
    int begin = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i == value.length() || "-_./".indexOf(value.charAt(i)) >= 0) {
        if (i - begin >= 8 && new SecretHeuristics(value.substring(begin, i)).mixed()) {
          return true;
        }
        begin = i + 1;
      }
    }
    return false;
  }

  private boolean mixed() {
    return digits > 0 && (lower || upper);
  }

  private int classes() {
    return (lower ? 1 : 0) + (upper ? 1 : 0) + (mark ? 1 : 0) + (digits > 0 ? 1 : 0);
  }

  /** What people write between quotes after a name such as "password". */
  static boolean quotedPassword(String value) {
    SecretHeuristics look = new SecretHeuristics(value);
    return (look.mixed() || look.classes() >= 3) && !words(value) && varied(value, 2.8);
  }

  /** Without quotes it may be code; it must look more like a secret then. */
  static boolean barePassword(String value) {
    SecretHeuristics look = new SecretHeuristics(value);
    boolean strong = look.classes() >= 3 || look.digits >= 3 && value.length() >= 12;
    return strong && look.mixed() && !name(value) && !words(value) && varied(value, 2.8);
  }

  /** With blanks around the sign it looks even more like code. */
  static boolean longRandom(String value) {
    SecretHeuristics look = new SecretHeuristics(value);
    return value.length() >= 16
        && look.digits >= 3
        && look.classes() >= 3
        && !words(value)
        && varied(value, 3.3);
  }

  /** Two or more words, each perhaps with a short number after it, such as {@code my-app-v2}. */
  private static boolean words(String value) {
    int begin = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i == value.length() || "-_./:#@".indexOf(value.charAt(i)) >= 0) {
        if (begin == 0 && i == value.length() || !word(value, begin, i, 3)) {
          return false;
        }
        begin = i + 1;
      }
    }
    return true;
  }

  /** One word as programs name things, such as {@code keyRef2}. */
  private static boolean name(String value) {
    return word(value, 0, value.length(), 2);
  }

  /** Letters and then a few digits, or a few digits alone. */
  private static boolean word(String text, int begin, int end, int digitsMax) {
    int at = begin;
    while (at < end && Character.isLetter(text.charAt(at))) {
      at++;
    }
    int letters = at;
    while (at < end && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return at == end && at - letters <= (letters == begin ? 4 : digitsMax);
  }

  /** Whether it has so many bits a character; English words stay below 2.8. */
  private static boolean varied(String value, double bitsLeast) {
    int[] counts = new int[128];
    for (int i = 0; i < value.length(); i++) {
      counts[value.charAt(i) & 127]++;
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / value.length();
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits >= bitsLeast;
  }
}
