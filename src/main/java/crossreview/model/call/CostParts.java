package crossreview.model.call;

import crossreview.model.Money;

/**
 * A sum of money by what its parts rest on.
 *
 * @param exact what is known
 * @param estimate what was worked out because no count came
 * @param ceiling the most that calls of unknown fate can have cost
 */
public record CostParts(Money exact, Money estimate, Money ceiling) {
  public static final CostParts NOTHING = new CostParts(Money.ZERO, Money.ZERO, Money.ZERO);

  /** Both together. */
  public CostParts plus(CostParts other) {
    return new CostParts(
        exact.plus(other.exact), estimate.plus(other.estimate), ceiling.plus(other.ceiling));
  }

  /** One more amount. */
  public CostParts plus(Money amount, CostBasis costBasis) {
    return switch (costBasis) {
      case EXACT -> new CostParts(exact.plus(amount), estimate, ceiling);
      case ESTIMATE -> new CostParts(exact, estimate.plus(amount), ceiling);
      case CEILING -> new CostParts(exact, estimate, ceiling.plus(amount));
    };
  }

  /** All of it. */
  public Money sum() {
    return exact.plus(estimate).plus(ceiling);
  }
}
