package crossreview.model;

/** What a completed round amounts to. */
public enum TallyResult implements Word {
  UNANIMOUS,
  /** Not all are READY, and the policy asks for less. */
  ACCEPTED,
  DIVIDED,
  /** Too few peers answered to say anything. */
  INCONCLUSIVE
}
