package crossreview.model;

/** What is known about the money of a failed call. */
public enum Spend implements Word {
  ZERO,
  EXACT,
  UNKNOWN
}
