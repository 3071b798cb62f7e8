package crossreview.model.run;

import crossreview.model.WireEnum;

/** How a run ended. */
public enum RunResult implements WireEnum {
  UNANIMOUS,
  /** The policy was content with less than unanimity. */
  ACCEPTED,
  /** Review mode: the findings go back to the caller. */
  HANDED_BACK,
  /** A stop rule said so. */
  STOPPED,
  /** It never began to ask. */
  REFUSED,
  CANCELLED
}
