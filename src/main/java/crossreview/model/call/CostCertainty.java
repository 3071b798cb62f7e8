package crossreview.model.call;

import crossreview.model.WireEnum;

/** What is known about the money of a failed call. */
public enum CostCertainty implements WireEnum {
  ZERO,
  EXACT,
  UNKNOWN
}
