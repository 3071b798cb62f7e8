package crossreview.verdict;

import crossreview.guard.TerminalCodes;

/** Tells whether a peer's object is only a piece of what it was shown. */
final class QuotationCheck {
  private QuotationCheck() {}

  /**
   * Whether the piece is in the text, however it is indented, escaped, coloured for a terminal or
   * marked as a line of a diff. The question errs towards yes: a wrong yes costs one repair turn, a
   * wrong no a vote that the peer did not write.
   */
  static boolean contains(String text, String piece) {
    return squeezed(text).contains(squeezed(piece));
  }

  private static String squeezed(String marked) {
    String text = JsonExtractor.straight(TerminalCodes.strip(marked));
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
