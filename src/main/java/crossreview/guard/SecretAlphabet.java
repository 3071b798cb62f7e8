package crossreview.guard;

/** The characters that a key of some family is made of. */
enum SecretAlphabet {
  ALNUM(Letters.ALL),
  URL_SAFE(Letters.ALL + "-_"),
  BASE64(Letters.ALL + "+/="),
  DOTTED(Letters.ALL + "-_.:"),
  PATH(Letters.ALL + "-_/"),
  /** What RFC 6750 lets come after "Bearer". */
  TOKEN68(Letters.ALL + "-._~+/="),
  /** Tokens of several parts, in every spelling of base64. */
  MARKED(Letters.ALL + "-._~+/=%@"),
  UPPER(Letters.UPPER),
  HEX("abcdefABCDEF");

  private final boolean[] members = new boolean[128];

  /** With the characters that it has besides digits. */
  SecretAlphabet(String characters) {
    for (char c : ("0123456789" + characters).toCharArray()) {
      members[c] = true;
    }
  }

  private static final class Letters {
    static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static final String ALL = UPPER + "abcdefghijklmnopqrstuvwxyz";
  }

  boolean has(char c) {
    return c < 128 && members[c];
  }

  /** The end of the run of these characters, which is cut at a length. */
  int runEnd(String text, int begin, int lengthMax) {
    int limit = Math.min(text.length(), begin + lengthMax);
    int end = begin;
    while (end < limit && has(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
