package crossreview.model;

/** What a judge's ruling does. */
public enum JudgeMode implements Word {
  /** It is recorded, and moves nothing. */
  SHADOW,
  /** A request that all its judges call answered is addressed. */
  ACTIVE
}
