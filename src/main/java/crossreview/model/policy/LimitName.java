package crossreview.model.policy;

import crossreview.model.Money;
import crossreview.model.WireEnum;

/** The limits of a session that can be changed while it lives. */
public enum LimitName implements WireEnum {
  MAX_ROUNDS,
  WALL_CLOCK_MINUTES,
  SESSION_USD;

  /** The limit's value in words; empty where it is not set. */
  public String of(ReviewLimits reviewLimits) {
    return switch (this) {
      case MAX_ROUNDS -> Integer.toString(reviewLimits.maxRounds());
      case WALL_CLOCK_MINUTES -> Integer.toString(reviewLimits.wallClockMinutes());
      case SESSION_USD ->
          reviewLimits.sessionUsd() == null ? "" : reviewLimits.sessionUsd().toString();
    };
  }

  /**
   * The limits with another value for this one.
   *
   * @throws IllegalArgumentException when the value is none, or out of its bounds
   */
  public ReviewLimits with(ReviewLimits reviewLimits, String value) {
    int number = this == SESSION_USD ? 0 : whole(value);
    return new ReviewLimits(
        this == MAX_ROUNDS ? number : reviewLimits.maxRounds(),
        reviewLimits.floor(),
        this == WALL_CLOCK_MINUTES ? number : reviewLimits.wallClockMinutes(),
        this == SESSION_USD ? Money.of(value) : reviewLimits.sessionUsd(),
        reviewLimits.linesMax(),
        reviewLimits.findings(),
        reviewLimits.circularMaxRotations(),
        reviewLimits.roundUsd());
  }

  private static int whole(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a whole number is expected", e);
    }
  }

  /** Whether other limits allow more than some. */
  public boolean raised(ReviewLimits from, ReviewLimits to) {
    return switch (this) {
      case MAX_ROUNDS -> to.maxRounds() > from.maxRounds();
      case WALL_CLOCK_MINUTES -> to.wallClockMinutes() > from.wallClockMinutes();
      case SESSION_USD ->
          to.sessionUsd() != null
              && (from.sessionUsd() == null || to.sessionUsd().compareTo(from.sessionUsd()) > 0);
    };
  }
}
