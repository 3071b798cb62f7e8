package crossreview.model.finding;

import crossreview.model.WireEnum;

/** The state of a finding. Only {@link #OPEN} blocks. */
public enum FindingState implements WireEnum {
  OPEN,
  /** Its owner says the artifact now satisfies it. */
  RESOLVED,
  /** Its owner withdrew it. */
  WITHDRAWN,
  /** A judge says new material answers it; its owner may reopen it. */
  ADDRESSED,
  /** An operator overruled it; terminal. */
  WAIVED
}
