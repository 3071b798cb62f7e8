package crossreview.model.finding;

import crossreview.model.WireEnum;

/** Whether an open finding stops unanimity. */
public enum FindingSeverity implements WireEnum {
  /** Stops unanimity while it is open. */
  BLOCKING,
  /** Worth knowing; stops nothing. */
  ADVICE
}
