package crossreview.model.call;

import crossreview.model.WireEnum;

/** What is known about the money of a failed call. */
public enum CostCertainty implements WireEnum {
  ZERO,
  EXACT,
  /** An answer came without a count and could not be used. */
  ESTIMATE,
  UNKNOWN;

  /** What the booked amount rests on. */
  public CostBasis basis() {
    return switch (this) {
      case ZERO, EXACT -> CostBasis.EXACT;
      case ESTIMATE -> CostBasis.ESTIMATE;
      case UNKNOWN -> CostBasis.CEILING;
    };
  }

  /** What is known about a call that cost an amount of this kind. */
  public static CostCertainty of(CostBasis costBasis) {
    return switch (costBasis) {
      case EXACT -> EXACT;
      case ESTIMATE -> ESTIMATE;
      case CEILING -> UNKNOWN;
    };
  }
}
