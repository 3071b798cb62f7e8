package crossreview.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells in one cheap pass whether a text can hold a secret at all; most texts cannot.
 *
 * <p>A yes costs a scan, a wrong no would cost a secret: so any word that introduces one, any long
 * word of letters and digits, any key block and any address with an at sign is a yes.
 */
final class SecretPrefilter {
  /** 16: formats that are shorter with their prefix count as telling words. */
  private static final int LONG_WORD = 16;

  /** Parts of all names that secrets are given, and beginnings of secrets that need no digit. */
  private static final List<String> NAMES =
      List.of("pass", "pwd", "secret", "token", "key", "auth", "cred", "eyj", "-----", "curl");

  private static final String ADDRESS = "://";
  private static final List<String> TELLING = telling();

  /** The telling words by the two characters that they begin with; looked up at each place. */
  private static final String[][] BY_PAIR = KeyMatcher.byPair(TELLING);

  private SecretPrefilter() {}

  static boolean mayMatch(String text) {
    return hasLongWord(text) || hasTellingWord(text) || SecretDisguises.occurIn(text);
  }

  /** A long word covers one of the places that are a word's length apart; only those are seen. */
  private static boolean hasLongWord(String text) {
    int at = LONG_WORD - 1;
    while (at < text.length()) {
      int begin = at;
      while (begin > 0 && wordLike(text.charAt(begin - 1))) {
        begin--;
      }
      int end = at;
      while (end < text.length() && wordLike(text.charAt(end))) {
        end++;
      }
      if (end - begin >= LONG_WORD && mixed(text, begin, end)) {
        return true;
      }
      at = end + LONG_WORD; // no word goes back beyond the end of this one
    }
    return false;
  }

  private static boolean wordLike(char c) {
    return SecretScanner.wordCharacter(c) || "+-./=".indexOf(c) >= 0;
  }

  private static boolean mixed(String text, int begin, int end) {
    boolean letter = false;
    boolean digit = false;
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      digit |= c >= '0' && c <= '9';
      letter |= c >= 'A' && c != '_';
    }
    return letter && (digit || base64(text, begin, end));
  }

  /** Whether a part is as long as a secret in base64, which may do without a digit. */
  private static boolean base64(String text, int begin, int end) {
    int from = begin;
    boolean upper = false;
    boolean lower = false;
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      if (c == '.' || c == '=') {
        from = i + 1;
        upper = false;
        lower = false;
      }
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a';
      if (upper && lower && i + 1 - from >= SecretDisguises.BASE64_MIN) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasTellingWord(String text) {
    char before = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String[] words = BY_PAIR[KeyMatcher.pair(before, c)];
      if (words != null && tells(words, text, i - 1)) {
        return true;
      }
      before = c;
    }
    return text.contains("@") && text.contains(ADDRESS);
  }

  private static boolean tells(String[] words, String text, int at) {
    for (String word : words) {
      if (text.regionMatches(true, at, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  /** The names, and prefixes whose formats need no digit or may be no long word. */
  private static List<String> telling() {
    List<String> telling = new ArrayList<>(NAMES);
    telling.addAll(LoginMatcher.ENCODERS);
    telling.addAll(VendorNames.SHORT);
    telling.add("Q~");
    for (char c = 0; c < 128; c++) {
      for (SecretPrefixes.PrefixRule prefixRule : SecretPrefixes.beginningWith(c)) {
        boolean small = prefixRule.prefix().length() + prefixRule.least() < LONG_WORD;
        boolean marks = prefixRule.alphabet().has(':') || prefixRule.alphabet().has('~');
        if (prefixRule.certain() || small || marks || prefixRule.kind().equals("openai_key")) {
          telling.add(prefixRule.prefix().strip());
        }
      }
    }
    return List.copyOf(telling);
  }
}
