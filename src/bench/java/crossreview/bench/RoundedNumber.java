package crossreview.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** Spelling measured numbers: three digits are more than a shared machine is good for. */
final class RoundedNumber {
  private static final MathContext DIGITS = new MathContext(3);

  private RoundedNumber() {}

  static BigDecimal of(double value) {
    return new BigDecimal(new BigDecimal(value).round(DIGITS).toPlainString());
  }

  static BigDecimal ms(double nanos) {
    return of(nanos / 1e6);
  }

  static BigDecimal perSecond(long count, long nanos) {
    return of(count * 1e9 / nanos);
  }

  /** The value that this part of all values does not exceed. */
  static long percentile(long[] values, double part) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
  }

  static long median(long[] values) {
    return percentile(values, 0.5);
  }
}
