package crossreview.peer.provider;

import java.util.List;

/**
 * How few tokens a prompt can have: the yardstick for a provider that says how many it read.
 *
 * <p>Tokenizers cut a text at the borders of words before they merge anything, so each run of
 * letters and digits is a token or more, and so is each row of signs and each end of a line after a
 * word; long runs and scripts without spaces have one for some of their characters. A text with few
 * words, such as digests, is measured by its characters instead. Other white space, which may be
 * merged without limit, counts nothing. Pure.
 */
public final class TokenMinimum {
  private static final int RUN_MAX = 64; // no vocabulary has a longer entry
  private static final int IDEOGRAPHS_A_TOKEN = 2; // on average; more only in set phrases
  private static final int CHARACTERS_A_TOKEN =
      8; // prose has 4; a text of rare long words 13, or 8 by 60 %

  private static final int CERTAIN = 256; // below, what a server adds or leaves out may decide

  private long tokens;
  private long ideographs;
  private int run; // of letters and digits
  private int signs; // since the last word or blank

  private TokenMinimum() {}

  /**
   * The least that a complete count of these texts comes to; 0 where that says nothing.
   *
   * @param percent how much of the bound is asked for: what is allowed for counts of another kind
   */
  public static long of(List<String> texts, int percent) {
    long words = texts.stream().mapToLong(TokenMinimum::of).sum();
    long characters = texts.stream().mapToLong(TokenMinimum::characters).sum();
    long tokens = Math.max(words, characters / CHARACTERS_A_TOKEN) * percent / 100;
    return tokens < CERTAIN ? 0 : tokens;
  }

  /** The least that a count of an answer with this text comes to: half of its words, or one. */
  static long ofAnswer(String text, int percent) {
    return Math.max(1, of(text) * percent / 200);
  }

  private static long of(String text) {
    TokenMinimum count = new TokenMinimum();
    text.codePoints().forEach(count::add);
    count.endSigns(false);
    return count.tokens + count.ideographs / IDEOGRAPHS_A_TOKEN;
  }

  private void add(int c) {
    int type = Character.getType(c);
    if (Character.isIdeographic(c)) {
      endSigns(false);
      ideographs++;
      run = 0;
    } else if (Character.isLetterOrDigit(c)) {
      endSigns(true);
      tokens += run % RUN_MAX == 0 ? 1 : 0;
      run++;
    } else if (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK) {
      signs = 0; // a part of the letter before it
    } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      tokens += c == '\n' && run > 0 ? 1 : 0; // after a sign it is a part of it
      endSigns(false);
      run = 0;
    } else {
      run = 0;
      signs++;
    }
  }

  /** A single sign before a word may be a part of it; each other row of signs is a token. */
  private void endSigns(boolean word) {
    tokens += signs > 1 || signs == 1 && !word ? 1 : 0;
    signs = 0;
  }

  /** Those that are not blank; a row of one and the same, or of two signs in turn, counts once. */
  private static long characters(String text) {
    long characters = 0;
    int before = ' ';
    int beforeThat = ' ';
    for (int i = 0; i < text.length(); i += Character.charCount(before)) {
      int c = text.codePointAt(i);
      boolean row = c == before || c == beforeThat && !Character.isLetterOrDigit(c);
      characters += row || Character.isWhitespace(c) || Character.isSpaceChar(c) ? 0 : 1;
      beforeThat = before;
      before = c;
    }
    return characters;
  }
}
