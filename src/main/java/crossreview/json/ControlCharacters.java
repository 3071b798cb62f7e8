package crossreview.json;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Which characters of a text steer what shows it or are not shown at all. Code that writes texts
 * from outside for people or models (a terminal, a log, a report, JSON) asks here, so that a text
 * is never read differently from its bytes.
 *
 * <p>Hidden is whatever Unicode calls a format character (Cf: controls of direction, characters of
 * no width, tags, byte order marks), the selectors of variants beyond the sixteen that emoji use,
 * and the fillers of Hangul, which are letters without a shape. They are escaped wherever they are,
 * also where a language or an emoji needs them: only a text of its own shows those as meant.
 */
public final class ControlCharacters {
  private static final int SELECTOR = 0xe0100; // the first of the 240 supplementary ones
  private static final int SELECTOR_LAST = 0xe01ef;

  private ControlCharacters() {}

  /** Controls, line and paragraph separators: they move the cursor or end the line. */
  public static boolean movesCursor(char c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
  }

  /** Embeddings, overrides and isolates: the words around them are shown in another order. */
  public static boolean reorders(int codePoint) {
    return codePoint >= 0x202a && codePoint <= 0x202e || codePoint >= 0x2066 && codePoint <= 0x2069;
  }

  /** Whether a character is there without being seen. */
  public static boolean isHidden(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT
        || codePoint >= SELECTOR && codePoint <= SELECTOR_LAST
        || codePoint == 0x115f // fillers of Hangul, and the joiner of graphemes
        || codePoint == 0x1160
        || codePoint == 0x3164
        || codePoint == 0xffa0
        || codePoint == 0x034f;
  }

  /** Whether the character at an index of a text is hidden, or is half of one that is. */
  public static boolean hiddenAt(String text, int at) {
    char c = text.charAt(at);
    if (c < 0xad) { // the first hidden one
      return false;
    }
    boolean second =
        Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    return isHidden(text.codePointAt(second ? at - 1 : at));
  }

  /**
   * The text with each hidden character as a backslash, a u and its code point in braces; the same
   * object if there is none.
   */
  public static String shown(String text) {
    int at = 0;
    while (at < text.length() && !hiddenAt(text, at)) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, at);
    text.codePoints()
        .skip(text.codePointCount(0, at))
        .forEach(codePoint -> {
          if (isHidden(codePoint)) {
            out.append("\\u{").append(hex(codePoint)).append('}');
          } else {
            out.appendCodePoint(codePoint);
          }
        });
    return out.toString();
  }

  /** The name of a code point as Unicode writes it. */
  public static String name(int codePoint) {
    return "U+" + hex(codePoint);
  }

  private static String hex(int codePoint) {
    String digits = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  /** The two escapes or the one that JSON has for a character. */
  static void escape(StringBuilder out, char c) {
    out.append("\\u").append(HexFormat.of().toHexDigits(c));
  }
}
