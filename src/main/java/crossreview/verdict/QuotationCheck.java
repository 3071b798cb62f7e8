package crossreview.verdict;

/** Tells whether a peer's object is only a piece of what it was shown. */
final class QuotationCheck {
  private QuotationCheck() {}

  /**
   * Whether the piece stands in the text, however it is indented, escaped or marked as a line of a
   * diff. The question errs towards yes: a wrong yes costs one repair turn, a wrong no a vote that
   * somebody else wrote.
   *
   * @param key a word of the piece; most texts do not have it, so most answers cost one search
   */
  static boolean contains(String text, String piece, String key) {
    return text.contains(key) && squeezed(text).indexOf(squeezed(piece)) >= 0;
  }

  private static String squeezed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c) && c != '\\' && c != '+' && c != '-') {
        out.append(c);
      }
    }
    return out.toString();
  }
}
