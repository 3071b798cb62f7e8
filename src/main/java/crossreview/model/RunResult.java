package crossreview.model;

/** How a run ended. */
public enum RunResult implements Word {
  UNANIMOUS,
  /** Review mode: the findings go back to the caller. */
  HANDED_BACK,
  /** A stop rule said so. */
  STOPPED,
  /** It never began to ask. */
  REFUSED,
  CANCELLED
}
