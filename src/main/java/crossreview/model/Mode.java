package crossreview.model;

/** How a run works. */
public enum Mode implements Word {
  /** An author revises between rounds. */
  SHIP,
  /** Verdict only: findings go back to the caller, the artifact is never rewritten. */
  REVIEW
}
