package crossreview.guard;

/**
 * Tells in one cheap pass whether a text can hold a secret at all; most texts cannot.
 *
 * <p>A yes costs a scan, a wrong no would cost a secret: so any word that introduces one, any long
 * word of letters and digits, any key block and any address with an at sign is a yes.
 */
final class Suspicion {
  /** 16: no format of {@link SecretRules} is shorter, with its prefix. */
  private static final int LONG_WORD = 16;

  /** Names that are given to secrets, and beginnings of secrets that need no digit or have colons. */
  private static final String[] TELLING = {
    "pass", "pwd", "secret", "token", "key", "auth", "bearer", "cred", "eyj", "sg."
  };

  private static final int LETTER = 1;
  private static final int DIGIT = 2;
  private static final int JOINT = 4;
  private static final byte[] SORTS = sorts();

  /** A bit for each two letters that begin a telling word. */
  private static final long[] PAIRS = pairs();

  private Suspicion() {}

  static boolean isIn(String text) {
    int run = 0;
    int seen = 0;
    boolean address = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int sort = c < 128 ? SORTS[c] : 0;
      run = sort == 0 ? 0 : run + 1;
      seen = sort == 0 ? 0 : seen | sort;
      address |= c == ':' && text.startsWith("://", i);
      boolean mixed = run >= LONG_WORD && (seen & (LETTER | DIGIT)) == (LETTER | DIGIT);
      boolean marked = c == '@' && address || c == '-' && text.startsWith("-----", i);
      if (mixed || marked || sort == LETTER && tells(text, i, c)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a telling word begins here; its first letter is {@code c}. */
  private static boolean tells(String text, int at, char c) {
    int pair = at + 1 < text.length() ? pair(c, text.charAt(at + 1)) : 0;
    if ((PAIRS[pair >> 6] & 1L << pair) == 0) {
      return false;
    }
    for (String word : TELLING) {
      if (text.regionMatches(true, at, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  /** The last five bits of two characters, in which a letter's two cases agree. */
  private static int pair(char first, char second) {
    return (first & 31) << 5 | second & 31;
  }

  private static long[] pairs() {
    long[] pairs = new long[32 * 32 / Long.SIZE];
    for (String word : TELLING) {
      int pair = pair(word.charAt(0), word.charAt(1));
      pairs[pair >> 6] |= 1L << pair;
    }
    return pairs;
  }

  private static byte[] sorts() {
    byte[] sorts = new byte[128];
    for (char c = 0; c < 128; c++) {
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean digit = c >= '0' && c <= '9';
      sorts[c] = (byte) (letter ? LETTER : digit ? DIGIT : "_-+/=.".indexOf(c) >= 0 ? JOINT : 0);
    }
    return sorts;
  }
}
