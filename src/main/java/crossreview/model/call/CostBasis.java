package crossreview.model.call;

import crossreview.model.WireEnum;

/** What an amount of money rests on. */
public enum CostBasis implements WireEnum {
  /** The provider's complete count at the prices of the settings, or its own sum. */
  EXACT,
  /**
   * An answer came without a count: worked out from the length of the prompt and the longest answer
   * that was allowed, so rather too high.
   */
  ESTIMATE,
  /** What became of the call, or what it cost, is unknown: the most that it can have cost. */
  CEILING
}
