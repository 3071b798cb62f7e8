package crossreview.model;

import java.util.BitSet;
import java.util.List;

/** Numbers of parts of a text, from 1, as a line of the journal has them: {@code 1-3,7}. Pure. */
public final class PartNumbers {
  /** Longer lists are cut, so that a part counts as not shown rather than a line too long. */
  public static final int LENGTH_MAX = 4_000;

  private PartNumbers() {}

  /** The numbers in words, at most {@link #LENGTH_MAX} characters. */
  public static String of(BitSet numbers) {
    StringBuilder out = new StringBuilder();
    for (int from = numbers.nextSetBit(0); from >= 0; ) {
      int to = numbers.nextClearBit(from) - 1;
      String range = from == to ? "" + from : from + "-" + to;
      if (out.length() + range.length() >= LENGTH_MAX) {
        break;
      }
      out.append(out.isEmpty() ? "" : ",").append(range);
      from = numbers.nextSetBit(to + 1);
    }
    return out.toString();
  }

  /** The numbers that the words name. */
  public static BitSet parse(String words) {
    BitSet numbers = new BitSet();
    for (String range : words.isEmpty() ? List.<String>of() : List.of(words.split(","))) {
      String[] ends = range.split("-", 2);
      numbers.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
    }
    return numbers;
  }
}
