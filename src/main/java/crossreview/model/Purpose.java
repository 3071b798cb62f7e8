package crossreview.model;

/** What a call to a peer is for. */
public enum Purpose implements Word {
  REVIEW,
  REVISE,
  REPAIR
}
