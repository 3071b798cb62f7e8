package crossreview.journal.file;

/** Numbers of a fixed width, in ASCII whatever the machine's language is. */
final class ZeroPadding {
  private ZeroPadding() {}

  /** The number, which is not negative, with zeros before it; longer than the width if need be. */
  static String padded(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
