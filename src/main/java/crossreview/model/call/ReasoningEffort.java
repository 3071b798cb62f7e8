package crossreview.model.call;

import crossreview.model.WireEnum;

/** How much a model is to think; a model without such a scale takes the nearest that it has. */
public enum ReasoningEffort implements WireEnum {
  NONE,
  MINIMAL,
  LOW,
  MEDIUM,
  HIGH,
  XHIGH,
  MAX
}
