package crossreview.access;

import crossreview.model.WireEnum;

/** What a principal is let in for. */
public enum AccessRole implements WireEnum {
  /** Everything. */
  OPERATOR,
  /** Opens sessions in its own name, submits, runs, cancels and reads. */
  CALLER,
  /** Answers for seats of panels, and sees nothing but their questions. */
  REVIEWER,
  /** Reads. */
  READER,
  /** Nothing but numbers, which the other roles read too. */
  METRICS;

  /** Whether this role includes the needed one. */
  public boolean covers(AccessRole needed) {
    return switch (needed) {
      case OPERATOR -> this == OPERATOR;
      case CALLER -> this == OPERATOR || this == CALLER;
      case REVIEWER -> this == OPERATOR || this == CALLER || this == REVIEWER;
      case READER -> this == OPERATOR || this == CALLER || this == READER;
      case METRICS -> this != REVIEWER;
    };
  }
}
