package crossreview.model;

/** Why an epoch was opened. */
public enum EpochReason implements Word {
  CREATED,
  REOPENED,
  TAKEN_OVER,
  RESTARTED
}
