package crossreview.model;

/** How a run works. */
public enum Mode implements Word {
  /** An author revises between rounds. */
  SHIP,
  /** Verdict only: findings go back to the caller, the artifact is never rewritten. */
  REVIEW,
  /** Serial custody: each peer in turn revises or leaves every byte as it is. */
  CIRCULAR
}
