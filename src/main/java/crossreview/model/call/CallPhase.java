package crossreview.model.call;

import crossreview.model.WireEnum;

/** How far a failed call had come. */
public enum CallPhase implements WireEnum {
  /** Before anything was sent. */
  PREFLIGHT,
  CONNECT,
  FIRST_BYTE,
  STREAM,
  /** The answer was complete but could not be used. */
  ANSWER,
  /** The deadline of the whole call passed. */
  TOTAL
}
