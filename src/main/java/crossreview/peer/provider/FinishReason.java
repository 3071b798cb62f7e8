package crossreview.peer.provider;

/** How an answer ended, in one scale for all dialects. Only a complete one is used. */
public enum FinishReason {
  COMPLETE,
  /** The limit of tokens cut it off. */
  TRUNCATED,
  /** The model's window was full. */
  WINDOW_FULL,
  /** A filter held it back. */
  FILTERED,
  /** The prompt was not let through. */
  BLOCKED,
  /** The model declined. */
  REFUSED,
  /** The provider broke it off and says that a new try helps. */
  INTERRUPTED,
  /** Anything that no documentation calls a normal end. */
  OTHER
}
