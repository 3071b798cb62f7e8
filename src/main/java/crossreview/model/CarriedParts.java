package crossreview.model;

import java.util.BitSet;

/**
 * Parts of an artifact that a reviewer is not shown again: it approved an earlier version in which
 * they are the same, with the same surroundings.
 *
 * @param round the round in which it was shown them
 * @param parts their numbers in the present artifact, such as {@code 1-3,7}
 */
public record CarriedParts(int round, String parts) {
  public CarriedParts {
    ValueChecks.within("round", round, 1, Integer.MAX_VALUE);
    ValueChecks.text("parts", parts, 1, PartNumbers.LENGTH_MAX);
  }

  /** Their numbers. */
  public BitSet numbers() {
    return PartNumbers.parse(parts);
  }
}
