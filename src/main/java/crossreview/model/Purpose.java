package crossreview.model;

/** What a call to a peer is for. */
public enum Purpose implements Word {
  REVIEW,
  REVISE,
  REPAIR,
  /** Citations that are not in the artifact go back to their peer, alone and once. */
  CITE
}
