package crossreview.model.call;

import crossreview.model.WireEnum;

/** The class of a failed call; names that the reference system has keep its meaning. */
public enum FailureClass implements WireEnum {
  AUTH,
  BILLING,
  RATE_LIMIT,
  PROMPT_FLAGGED_BY_MODERATION,
  PROVIDER_REFUSAL,
  SILENT_MODEL_DOWNGRADE,
  PROVIDER_ERROR,
  NETWORK,
  TIMEOUT,
  SCHEMA,
  UNPARSEABLE_AFTER_RECOVERY,
  INCONSISTENT_VERDICT,
  BUDGET_PREFLIGHT,
  /** The prompt is longer than the model can read: it was not sent, or the provider cut it. */
  PROMPT_TOO_LARGE,
  CANCELLED,
  FALLBACK_EXHAUSTED,
  STREAM_BUFFER_OVERFLOW,
  /** The seat's holder missed the deadline. */
  SEAT_EXPIRED,
  UNKNOWN
}
