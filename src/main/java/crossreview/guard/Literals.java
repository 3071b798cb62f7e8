package crossreview.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds configured keys in one pass.
 *
 * <p>A table of the first two characters of all of them decides at each place, in a nanosecond,
 * whether it is worth comparing.
 */
final class Literals {
  private static final int PAIRS = 1 << 14; // 7 bits of each of two characters
  private final List<String> words;
  private final long[] begins = new long[PAIRS / Long.SIZE];

  private Literals(List<String> words) {
    this.words = words;
    for (String word : words) {
      int pair = pair(word.charAt(0), word.charAt(1));
      begins[pair >> 6] |= 1L << pair;
    }
  }

  /** The longest word wins where several begin. */
  static Literals of(List<String> words) {
    return new Literals(
        words.stream()
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  List<Span> spans(String text) {
    if (words.isEmpty()) {
      return List.of();
    }
    List<Span> spans = null;
    int last = text.length() - 1;
    for (int at = 0; at < last; at++) {
      int pair = pair(text.charAt(at), text.charAt(at + 1));
      int length = (begins[pair >> 6] & 1L << pair) == 0 ? 0 : lengthAt(text, at);
      if (length > 0) {
        spans = spans == null ? new ArrayList<>() : spans;
        spans.add(new Span("configured_key", "configured key", at, at + length));
        at += length - 1;
      }
    }
    return spans == null ? List.of() : spans;
  }

  private int lengthAt(String text, int at) {
    for (String word : words) {
      if (text.startsWith(word, at)) {
        return word.length();
      }
    }
    return 0;
  }

  private static int pair(char first, char second) {
    return (first & 0x7f) << 7 | second & 0x7f;
  }
}
