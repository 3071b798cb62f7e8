package crossreview.peer.provider;

import java.util.List;

/**
 * How few tokens a prompt can have: the yardstick for a provider that says how many it read.
 *
 * <p>Tokenizers cut a text at the borders of words before they merge anything, so each run of
 * letters and digits is a token or more; long runs and scripts without spaces have one for some of
 * their characters. White space and punctuation, which may be merged without limit, count nothing.
 * Pure.
 */
public final class TokenMinimum {
  private static final int RUN_MAX = 64; // no vocabulary has a longer entry
  private static final int IDEOGRAPHS_A_TOKEN = 4; // on average; more only in set phrases
  private static final int CERTAIN = 256; // below, what a server adds or leaves out may decide

  private TokenMinimum() {}

  /**
   * The least that a complete count of these texts comes to; 0 where that says nothing.
   *
   * @param percent how much of the bound is asked for: what is allowed for counts of another kind
   */
  public static long of(List<String> texts, int percent) {
    long tokens = texts.stream().mapToLong(TokenMinimum::of).sum() * percent / 100;
    return tokens < CERTAIN ? 0 : tokens;
  }

  /** The least that a count of an answer with this text comes to: half of its words, or one. */
  static long ofAnswer(String text, int percent) {
    return Math.max(1, of(text) * percent / 200);
  }

  private static long of(String text) {
    long tokens = 0;
    long ideographs = 0;
    int run = 0;
    for (int i = 0;
        i < text.length();
        i++) { // surrogates end a run: those characters count nothing
      char c = text.charAt(i);
      if (c >= 0x2E80 && Character.isIdeographic(c)) {
        ideographs++;
        run = 0;
      } else if (Character.isLetterOrDigit(c)) {
        tokens += run % RUN_MAX == 0 ? 1 : 0;
        run++;
      } else {
        run = 0;
      }
    }
    return tokens + ideographs / IDEOGRAPHS_A_TOKEN;
  }
}
