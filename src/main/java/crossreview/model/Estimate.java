package crossreview.model;

/**
 * What something will cost.
 *
 * @param low short answers to a prompt that is mostly prose
 * @param typical what rounds usually cost
 * @param max what is reserved at most; no call is sent that could cost more
 */
public record Estimate(Money low, Money typical, Money max) {
  public static final Estimate NOTHING = new Estimate(Money.ZERO, Money.ZERO, Money.ZERO);

  /** Both together. */
  public Estimate plus(Estimate other) {
    return new Estimate(low.plus(other.low), typical.plus(other.typical), max.plus(other.max));
  }
}
