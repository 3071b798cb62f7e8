package crossreview.model;

/** The limits of a session that can be changed while it lives. */
public enum LimitName implements Word {
  MAX_ROUNDS,
  WALL_CLOCK_MINUTES,
  SESSION_USD;

  /** The limit's value in words; empty where it is not set. */
  public String of(Limits limits) {
    return switch (this) {
      case MAX_ROUNDS -> Integer.toString(limits.maxRounds());
      case WALL_CLOCK_MINUTES -> Integer.toString(limits.wallClockMinutes());
      case SESSION_USD -> limits.sessionUsd() == null ? "" : limits.sessionUsd().toString();
    };
  }

  /**
   * The limits with another value for this one.
   *
   * @throws IllegalArgumentException when the value is none, or out of its bounds
   */
  public Limits with(Limits limits, String value) {
    int number = this == SESSION_USD ? 0 : whole(value);
    return new Limits(
        this == MAX_ROUNDS ? number : limits.maxRounds(),
        limits.floor(),
        this == WALL_CLOCK_MINUTES ? number : limits.wallClockMinutes(),
        this == SESSION_USD ? Money.of(value) : limits.sessionUsd(),
        limits.linesMax(),
        limits.findings(),
        limits.circularMaxRotations());
  }

  private static int whole(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a whole number is expected", e);
    }
  }

  /** Whether other limits allow more than some. */
  public boolean raised(Limits from, Limits to) {
    return switch (this) {
      case MAX_ROUNDS -> to.maxRounds() > from.maxRounds();
      case WALL_CLOCK_MINUTES -> to.wallClockMinutes() > from.wallClockMinutes();
      case SESSION_USD ->
          from.sessionUsd() == null || to.sessionUsd().compareTo(from.sessionUsd()) > 0;
    };
  }
}
