package crossreview.guard;

/**
 * Which characters of a text steer what shows it, instead of being shown. Code that writes texts
 * from outside for people (a terminal, a log, a report) asks here and decides what stands in their
 * place.
 */
public final class ControlCharacters {
  private ControlCharacters() {}

  public static boolean isControl(char c) {
    return movesCursor(c) || changesDirection(c);
  }

  /** Controls, line and paragraph separators: they move the cursor or end the line. */
  public static boolean movesCursor(char c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
  }

  /** Marks, embeddings, overrides and isolates that turn the direction of a text (UAX 9). */
  public static boolean changesDirection(char c) {
    return c == 0x061c || c == 0x200e || c == 0x200f || reorders(c);
  }

  /** Embeddings, overrides and isolates: the words around them are shown in another order. */
  public static boolean reorders(char c) {
    return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
  }
}
