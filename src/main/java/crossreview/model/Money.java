package crossreview.model;

import java.math.BigDecimal;

/** An exact amount of US dollars, never negative; a string in JSON. */
public record Money(BigDecimal amount) implements Comparable<Money> {
  public static final Money ZERO = new Money(BigDecimal.ZERO);

  public Money {
    if (amount == null || amount.signum() < 0) {
      throw new IllegalArgumentException("money must be 0 or more, is " + amount);
    }
    amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
  }

  public static Money of(String text) {
    return new Money(new BigDecimal(text));
  }

  public Money plus(Money other) {
    return new Money(amount.add(other.amount));
  }

  /** The difference; the other amount is not larger. */
  public Money minus(Money other) {
    return new Money(amount.subtract(other.amount));
  }

  /** The larger of both. */
  public Money max(Money other) {
    return new Money(amount.max(other.amount));
  }

  /** The smaller of both. */
  public Money min(Money other) {
    return new Money(amount.min(other.amount));
  }

  /** So many times the amount. */
  public Money times(long count) {
    return new Money(amount.multiply(BigDecimal.valueOf(count)));
  }

  /** What so many units cost when a million of them costs this; exact. */
  public Money perMillion(long units) {
    return new Money(amount.multiply(BigDecimal.valueOf(units)).movePointLeft(6));
  }

  @Override
  public int compareTo(Money other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public String toString() {
    return amount.toPlainString();
  }
}
