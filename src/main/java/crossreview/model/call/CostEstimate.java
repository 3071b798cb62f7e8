package crossreview.model.call;

import crossreview.model.Money;

/**
 * What something will cost.
 *
 * @param low short answers to a prompt that is mostly prose
 * @param typical what rounds usually cost
 * @param max what is reserved at most; no call is sent that could cost more
 */
public record CostEstimate(Money low, Money typical, Money max) {
  public static final CostEstimate NOTHING = new CostEstimate(Money.ZERO, Money.ZERO, Money.ZERO);

  /** Both together. */
  public CostEstimate plus(CostEstimate other) {
    return new CostEstimate(low.plus(other.low), typical.plus(other.typical), max.plus(other.max));
  }
}
