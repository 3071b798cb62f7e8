package crossreview.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds configured keys in one pass that looks at every seventh place only.
 *
 * <p>Every word has eight characters or more, so one of its first seven pairs of characters begins
 * at such a place. A table of all these pairs says in a nanosecond whether any word is worth
 * comparing there.
 */
final class KeyMatcher {
  /** 7 bits of each of two characters; others share a place, which costs comparisons only. */
  static final int PAIRS = 1 << 14;

  private static final int STEP = Redaction.KEY_MIN - 1;

  private final KeyCandidate[][] byPair = new KeyCandidate[PAIRS][];
  private final boolean empty;

  private KeyMatcher(List<String> words) {
    this.empty = words.isEmpty();
    words.forEach(this::add);
  }

  /** A word, and where in it a pair of characters stands. */
  private record KeyCandidate(String word, int offset) {}

  /** Literals of at least {@link Redaction#KEY_MIN} characters. */
  static KeyMatcher of(List<String> words) {
    return new KeyMatcher(words.stream().distinct().toList());
  }

  private void add(String word) {
    for (int offset = 0; offset < STEP; offset++) {
      int pair = pair(word.charAt(offset), word.charAt(offset + 1));
      KeyCandidate[] known = byPair[pair] == null ? new KeyCandidate[0] : byPair[pair];
      byPair[pair] = Arrays.copyOf(known, known.length + 1);
      byPair[pair][known.length] = new KeyCandidate(word, offset);
    }
  }

  /** Where the words stand; spans of words that share characters overlap. */
  List<SecretSpan> spans(String text) {
    if (empty) {
      return List.of();
    }
    List<SecretSpan> spans = new ArrayList<>(0);
    for (int at = 0; at + 1 < text.length(); at += STEP) {
      KeyCandidate[] candidates = byPair[pair(text.charAt(at), text.charAt(at + 1))];
      if (candidates != null) {
        compare(candidates, text, at, spans);
      }
    }
    return spans;
  }

  private static void compare(
      KeyCandidate[] candidates, String text, int at, List<SecretSpan> spans) {
    for (KeyCandidate keyCandidate : candidates) {
      int from = at - keyCandidate.offset();
      if (text.startsWith(keyCandidate.word(), from)) {
        int to = from + keyCandidate.word().length();
        spans.add(new SecretSpan("configured_key", "configured key", from, to));
      }
    }
  }

  static int pair(char first, char second) {
    return (first & 0x7f) << 7 | second & 0x7f;
  }

  /** Words by the two characters that they begin with, in either case. */
  static String[][] byPair(List<String> words) {
    String[][] byPair = new String[PAIRS][];
    for (String word : words) {
      for (char first : cases(word.charAt(0))) {
        for (char second : cases(word.charAt(1))) {
          int pair = pair(first, second);
          Set<String> known = new LinkedHashSet<>(List.of(word));
          known.addAll(byPair[pair] == null ? List.of() : List.of(byPair[pair]));
          byPair[pair] = known.toArray(String[]::new);
        }
      }
    }
    return byPair;
  }

  private static char[] cases(char c) {
    return new char[] {Character.toLowerCase(c), Character.toUpperCase(c)};
  }
}
