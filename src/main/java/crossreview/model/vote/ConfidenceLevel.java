package crossreview.model.vote;

import crossreview.model.WireEnum;

/** How sure a peer says it is. */
public enum ConfidenceLevel implements WireEnum {
  VERIFIED,
  INFERRED,
  UNKNOWN
}
