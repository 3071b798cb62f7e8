package crossreview.model.run;

import crossreview.model.WireEnum;

/** Why an epoch was opened. */
public enum EpochReason implements WireEnum {
  CREATED,
  REOPENED,
  TAKEN_OVER,
  RESTARTED
}
