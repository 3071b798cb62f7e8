package crossreview.model;

/** How much a model is to think; a model without such a scale takes the nearest that it has. */
public enum Effort implements Word {
  NONE,
  MINIMAL,
  LOW,
  MEDIUM,
  HIGH,
  XHIGH,
  MAX
}
