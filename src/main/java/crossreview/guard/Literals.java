package crossreview.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds configured keys in one pass that looks at every seventh place only.
 *
 * <p>Every word has eight characters or more, so one of its first seven pairs of characters begins
 * at such a place. A table of all these pairs says in a nanosecond whether any word is worth
 * comparing there.
 */
final class Literals {
  /** 7 bits of each of two characters; others share a place, which costs comparisons only. */
  static final int PAIRS = 1 << 14;

  private static final int STEP = Redaction.KEY_MIN - 1;

  private final Candidate[][] byPair = new Candidate[PAIRS][];
  private final boolean empty;

  private Literals(List<String> words) {
    this.empty = words.isEmpty();
    words.forEach(this::add);
  }

  /** A word, and where in it a pair of characters stands. */
  private record Candidate(String word, int offset) {}

  /** Literals of at least {@link Redaction#KEY_MIN} characters. */
  static Literals of(List<String> words) {
    return new Literals(words.stream().distinct().toList());
  }

  private void add(String word) {
    for (int offset = 0; offset < STEP; offset++) {
      int pair = pair(word.charAt(offset), word.charAt(offset + 1));
      Candidate[] known = byPair[pair] == null ? new Candidate[0] : byPair[pair];
      byPair[pair] = Arrays.copyOf(known, known.length + 1);
      byPair[pair][known.length] = new Candidate(word, offset);
    }
  }

  /** Where the words stand; spans of words that share characters overlap. */
  List<Span> spans(String text) {
    if (empty) {
      return List.of();
    }
    List<Span> spans = new ArrayList<>(0);
    for (int at = 0; at + 1 < text.length(); at += STEP) {
      Candidate[] candidates = byPair[pair(text.charAt(at), text.charAt(at + 1))];
      if (candidates != null) {
        compare(candidates, text, at, spans);
      }
    }
    return spans;
  }

  private static void compare(Candidate[] candidates, String text, int at, List<Span> spans) {
    for (Candidate candidate : candidates) {
      int from = at - candidate.offset();
      if (text.startsWith(candidate.word(), from)) {
        int to = from + candidate.word().length();
        spans.add(new Span("configured_key", "configured key", from, to));
      }
    }
  }

  static int pair(char first, char second) {
    return (first & 0x7f) << 7 | second & 0x7f;
  }
}
