package crossreview.model;

/** Whether an open finding stops unanimity. */
public enum Severity implements Word {
  /** Stops unanimity while it is open. */
  BLOCKING,
  /** Worth knowing; stops nothing. */
  ADVICE
}
