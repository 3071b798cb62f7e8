package crossreview.guard;

/**
 * Escape sequences of terminals (ECMA-48): colours, cursor movements, titles.
 *
 * <p>Programs write them when they take a pipe for a screen. They carry no content, so what reads a
 * program's output takes them out first. Pure; time linear in the text.
 */
public final class TerminalCodes {
  private static final char ESCAPE = 0x1b;
  private static final char BELL = 0x07;
  private static final char C1_SEQUENCE = 0x9b; // one character for "escape ["
  private static final String STRINGS = "]P_^X"; // title and other texts for the terminal itself
  private static final int STRING_MAX = 4_096; // longer than any title; then its end is missing

  private TerminalCodes() {}

  /** Whether the text has any. */
  public static boolean occurIn(String text) {
    return text.indexOf(ESCAPE) >= 0 || text.indexOf(C1_SEQUENCE) >= 0;
  }

  /** The text without them, the same object if there are none. */
  public static String strip(String text) {
    if (!occurIn(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = sequenceEnd(text, at);
      if (end == at) {
        out.append(text.charAt(at));
        end++;
      }
      at = end;
    }
    return out.toString();
  }

  /** The end of the sequence that begins here, or the same index. */
  private static int sequenceEnd(String text, int at) {
    char c = text.charAt(at);
    if (c == C1_SEQUENCE) {
      return controlEnd(text, at + 1);
    }
    if (c != ESCAPE) {
      return at;
    }
    if (at + 1 == text.length()) {
      return at + 1;
    }
    char kind = text.charAt(at + 1);
    if (kind == '[') {
      return controlEnd(text, at + 2);
    }
    return STRINGS.indexOf(kind) >= 0 ? stringEnd(text, at + 2) : shortEnd(text, at + 1);
  }

  /** Parameters, intermediates and one final character. */
  private static int controlEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= 0x20 && text.charAt(end) <= 0x3f) {
      end++;
    }
    boolean complete = end < text.length() && text.charAt(end) >= 0x40 && text.charAt(end) <= 0x7e;
    return complete ? end + 1 : from;
  }

  /** Up to a bell or the string terminator; without one only the introducer goes. */
  private static int stringEnd(String text, int from) {
    int limit = Math.min(text.length(), from + STRING_MAX);
    for (int end = from; end < limit; end++) {
      if (text.charAt(end) == BELL) {
        return end + 1;
      }
      if (text.charAt(end) == ESCAPE && text.startsWith("\\", end + 1)) {
        return end + 2;
      }
    }
    return from;
  }

  private static int shortEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= 0x20 && text.charAt(end) <= 0x2f) {
      end++;
    }
    boolean complete = end < text.length() && text.charAt(end) >= 0x30 && text.charAt(end) <= 0x7e;
    return complete ? end + 1 : from;
  }
}
