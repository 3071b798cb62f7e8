package crossreview.model;

/** What a peer may be asked to do. */
public enum Role implements Word {
  REVIEW,
  AUTHOR,
  JUDGE
}
