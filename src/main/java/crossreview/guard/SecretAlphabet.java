package crossreview.guard;

/** The characters that a key of some family is made of. */
enum SecretAlphabet {
  ALNUM(""),
  URL_SAFE("-_"),
  BASE64("+/="),
  DOTTED("-_.:"),
  PATH("-_/"),
  /** What RFC 6750 lets come after "Bearer". */
  TOKEN68("-._~+/="),
  UPPER("") {
    @Override
    boolean letter(char c) {
      return c >= 'A' && c <= 'Z';
    }
  },
  HEX("") {
    @Override
    boolean letter(char c) {
      return c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
  };

  private final boolean[] members = new boolean[128];

  SecretAlphabet(String marks) {
    for (char c = 0; c < 128; c++) {
      members[c] = c >= '0' && c <= '9' || letter(c) || marks.indexOf(c) >= 0;
    }
  }

  boolean letter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
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
