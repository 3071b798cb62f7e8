package crossreview.guard;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Secrets with a shape of their own: key blocks, signed tokens, logins in URLs, bot tokens. */
final class SecretFormatMatcher {
  private static final int KEY_MAX = 16 * 1024; // an RSA key of 8,192 bits has 6,400 characters
  private static final int LOGIN_MAX = 256;
  private static final int BOT_TOKEN = 35;
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";

  /** Passwords of examples and of local databases. */
  private static final List<String> HARMLESS =
      List.of("pass", "password", "passwd", "pwd", "secret", "user", "root", "admin", "test");

  private SecretFormatMatcher() {}

  /** A block of a private key with its lines, or null. */
  static @Nullable SecretSpan privateKey(String text, int at) {
    if (!text.startsWith(BEGIN, at)) {
      return null;
    }
    int name = text.indexOf("PRIVATE KEY", at, Math.min(text.length(), at + 48));
    int head = name < 0 ? -1 : text.indexOf("-----", name, Math.min(text.length(), name + 24));
    // Code that only speaks of such blocks has no body after the head.
    if (head < 0 || body(text, head + 5, Math.min(text.length(), head + 256)) < 0) {
      return null;
    }
    int limit = Math.min(text.length(), at + KEY_MAX);
    int end = text.indexOf(END, head, limit);
    int close = end < 0 ? -1 : text.indexOf("-----", end + END.length(), limit);
    int to = close < 0 ? unclosed(text, head + 5, limit) : close + 5;
    return new SecretSpan("private_key", "private key", at, to);
  }

  /** Where 32 base64 characters in a row begin, or -1. */
  private static int body(String text, int from, int limit) {
    int at = from;
    while (at < limit) {
      int end = SecretAlphabet.BASE64.runEnd(text, at, 33);
      if (end - at >= 32) {
        return at;
      }
      at = end + 1;
    }
    return -1;
  }

  /** The end of the last row of key material; its end line is missing. */
  private static int unclosed(String text, int from, int limit) {
    int to = from;
    int at = body(text, from, Math.min(limit, from + 256));
    while (at >= 0 && at < limit) {
      to = SecretAlphabet.BASE64.runEnd(text, at, limit - at);
      int next = to;
      while (next < Math.min(limit, to + 3) && "\r\n\\nr ".indexOf(text.charAt(next)) >= 0) {
        next++;
      }
      at = SecretAlphabet.BASE64.runEnd(text, next, 16) - next == 16 ? next : -1;
    }
    return to;
  }

  /** A login in a URL whose {@code ://} ends before {@code begin}; the password is the secret. */
  static @Nullable SecretSpan urlPassword(String text, int begin) {
    int colon = -1;
    int limit = Math.min(text.length(), begin + LOGIN_MAX);
    for (int i = begin; i < limit; i++) {
      char c = text.charAt(i);
      if (c == ':' && colon < 0) {
        colon = i;
      } else if (c == '@') {
        boolean secret = colon >= 0 && secretLogin(text, begin, colon, i);
        return secret ? new SecretSpan("url_password", "password in a URL", colon + 1, i) : null;
      } else if (c <= ' ' || "/\"'`<>".indexOf(c) >= 0) {
        return null;
      }
    }
    return null;
  }

  private static boolean secretLogin(String text, int begin, int colon, int end) {
    String user = text.substring(begin, colon);
    String password = text.substring(colon + 1, end);
    return password.length() >= 4
        && "$<{%*".indexOf(password.charAt(0)) < 0
        && !password.equals(user)
        && !HARMLESS.contains(password.toLowerCase(Locale.ROOT))
        && !SecretHeuristics.isPlaceholder(password);
  }

  /** Eight to ten digits, a colon, 35 characters: a Telegram bot. */
  static @Nullable SecretSpan botToken(String text, int colon, int from) {
    int begin = colon;
    int stop = Math.max(from, colon - 11);
    while (begin > stop && Character.isDigit(text.charAt(begin - 1))) {
      begin--;
    }
    boolean word = begin > 0 && SecretScanner.wordCharacter(text.charAt(begin - 1));
    if (colon - begin < 8 || colon - begin > 10 || word) {
      return null;
    }
    int end = SecretAlphabet.URL_SAFE.runEnd(text, colon + 1, BOT_TOKEN + 1);
    boolean secret =
        end - colon - 1 == BOT_TOKEN
            && SecretHeuristics.looksRandom(text.substring(colon + 1, end));
    return secret ? new SecretSpan("telegram_token", "Telegram bot token", begin, end) : null;
  }
}
