package crossreview.model.call;

import crossreview.model.Money;
import java.math.BigDecimal;

/**
 * What a provider's cache did to the cost of an answer.
 *
 * @param with what the answer cost, by the peer's prices
 * @param without what it would have cost if all input had been read anew
 */
public record CacheCost(Money with, Money without) {
  public static final CacheCost NONE = new CacheCost(Money.ZERO, Money.ZERO);

  /** Both together. */
  public CacheCost plus(CacheCost other) {
    return new CacheCost(with.plus(other.with), without.plus(other.without));
  }

  /** US dollars; negative where writing to the cache cost more than reading from it saved. */
  public BigDecimal saved() {
    BigDecimal saved = without.amount().subtract(with.amount());
    return saved.signum() == 0 ? BigDecimal.ZERO : saved.stripTrailingZeros();
  }
}
