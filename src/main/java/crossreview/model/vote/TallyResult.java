package crossreview.model.vote;

import crossreview.model.WireEnum;

/** What a completed round amounts to. */
public enum TallyResult implements WireEnum {
  UNANIMOUS,
  /** Not all are READY, and the policy asks for less. */
  ACCEPTED,
  DIVIDED,
  /** Too few peers answered to say anything. */
  INCONCLUSIVE
}
