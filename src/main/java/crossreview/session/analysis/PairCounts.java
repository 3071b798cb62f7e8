package crossreview.session.analysis;

import java.util.OptionalDouble;

/**
 * How two peers voted about the same bytes in the same rounds, each blind to the other.
 *
 * @param both rounds in which both said READY
 * @param onlyFirst in which only the first did
 * @param onlySecond in which only the second did
 * @param neither in which none did
 */
public record PairCounts(long both, long onlyFirst, long onlySecond, long neither) {
  static final PairCounts NONE = new PairCounts(0, 0, 0, 0);

  PairCounts and(boolean first, boolean second) {
    return new PairCounts(
        both + (first && second ? 1 : 0),
        onlyFirst + (first && !second ? 1 : 0),
        onlySecond + (!first && second ? 1 : 0),
        neither + (!first && !second ? 1 : 0));
  }

  public long rounds() {
    return both + onlyFirst + onlySecond + neither;
  }

  /** How often they agreed, of {@link #rounds}. */
  public long agreed() {
    return both + neither;
  }

  /**
   * The correlation of two yes-or-no variables (Pearson's phi coefficient); not defined while one
   * of the two has always said the same.
   */
  public OptionalDouble phi() {
    double first = (double) (both + onlyFirst) * (onlySecond + neither);
    double second = (double) (both + onlySecond) * (onlyFirst + neither);
    if (first == 0 || second == 0) {
      return OptionalDouble.empty();
    }
    double cross = (double) both * neither - (double) onlyFirst * onlySecond;
    return OptionalDouble.of(cross / Math.sqrt(first * second));
  }
}
