package crossreview.report.format;

import crossreview.guard.Redaction;
import crossreview.json.ControlCharacters;
import java.util.Locale;

/**
 * Texts from outside as they may be in any format: without secrets, and with every character that
 * moves a cursor or cannot be seen written as its code point. Line feeds and tabs stay. Pure.
 */
final class PlainText {
  private final Redaction redaction;

  PlainText(Redaction redaction) {
    this.redaction = redaction;
  }

  /** The text, with its lines. */
  String of(String value) {
    String text = ControlCharacters.shown(masked(value)).replace("\r\n", "\n");
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(codePoint -> append(out, codePoint));
    return out.toString();
  }

  /** The text on one line. */
  String line(String value) {
    return of(value).replace('\n', ' ').replace('\t', ' ');
  }

  /** The text without secrets and else as it is, for comparing. */
  String masked(String value) {
    return redaction.redact(value);
  }

  private static void append(StringBuilder out, int codePoint) {
    boolean kept = codePoint == '\n' || codePoint == '\t';
    if (!kept && (forbidden(codePoint) || moves(codePoint))) {
      out.append(String.format(Locale.ROOT, "\\u{%04X}", codePoint));
    } else {
      out.appendCodePoint(codePoint);
    }
  }

  private static boolean moves(int codePoint) {
    return codePoint <= 0xffff && ControlCharacters.movesCursor((char) codePoint);
  }

  /** What XML 1.0 has no way to write: half a pair, and the two that are not characters. */
  private static boolean forbidden(int codePoint) {
    return codePoint >= 0xd800 && codePoint <= 0xdfff || codePoint == 0xfffe || codePoint == 0xffff;
  }
}
