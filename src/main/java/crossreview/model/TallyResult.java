package crossreview.model;

/** What a completed round amounts to. */
public enum TallyResult implements Word {
  UNANIMOUS,
  DIVIDED,
  /** Too few peers answered to say anything. */
  INCONCLUSIVE
}
