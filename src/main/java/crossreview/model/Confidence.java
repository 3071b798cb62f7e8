package crossreview.model;

/** How sure a peer says it is. */
public enum Confidence implements Word {
  VERIFIED,
  INFERRED,
  UNKNOWN
}
