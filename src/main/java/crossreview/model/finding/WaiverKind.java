package crossreview.model.finding;

import crossreview.model.WireEnum;

/** In what sense an operator overrules a finding. */
public enum WaiverKind implements WireEnum {
  /** The artifact satisfies it, whatever its owner says. */
  SATISFIED,
  /** It is right and will be settled elsewhere. */
  DEFERRED,
  /** It is wrong. */
  REJECTED
}
