package crossreview.model.finding;

import crossreview.model.WireEnum;

/** What a peer says about an own open finding. */
public enum DispositionAnswer implements WireEnum {
  RESOLVED,
  STILL_OPEN,
  WITHDRAWN
}
