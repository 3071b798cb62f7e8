package crossreview.verdict;

import crossreview.json.ControlCharacters;

/**
 * Cuts texts so that a journal line always has room for them.
 *
 * <p>Characters alone are not a bound for a line: a character that cannot be seen takes six bytes
 * or twelve in JSON. So a text of at most n characters also takes at most 3 n bytes, which every
 * ordinary text of any script does.
 */
final class TextTruncator {
  private static final String CUT = "…";

  private TextTruncator() {}

  /** The text, or its beginning and an ellipsis if it exceeds the characters or their bytes. */
  static String truncate(String text, int charsMax) {
    return truncate(text, charsMax, 3 * charsMax);
  }

  /** The same with a bound of its own for the bytes; at least 3 of each. */
  static String truncate(String text, int charsMax, int bytesMax) {
    int bytes = 0;
    int roomEnd = 0; // where the text can be cut so that the ellipsis still fits
    for (int i = 0; i < text.length(); ) {
      int next = i + Character.charCount(text.codePointAt(i));
      bytes += encoded(text.codePointAt(i));
      if (next > charsMax || bytes > bytesMax) {
        return text.substring(0, roomEnd) + CUT;
      }
      if (next < charsMax && bytes + 3 <= bytesMax) {
        roomEnd = next;
      }
      i = next;
    }
    return text;
  }

  /** The bytes that a text takes inside a JSON string. */
  static int encoded(String text) {
    return text.codePoints().map(TextTruncator::encoded).sum();
  }

  private static int encoded(int c) {
    if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t') {
      return 2;
    }
    boolean control = Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    boolean half = Character.getType(c) == Character.SURROGATE;
    if (control || half || ControlCharacters.isHidden(c)) {
      return 6 * Character.charCount(c);
    }
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
}
