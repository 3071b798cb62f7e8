package crossreview.guard;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Secrets with a shape of their own: key blocks, signed tokens, logins in URLs, bot tokens. */
final class SecretFormatMatcher {
  private static final int KEY_MAX = 16 * 1024; // an RSA key of 8,192 bits has 6,400 characters
  private static final int LOGIN_MAX = 256;
  private static final int AZURE_HEAD = 5;
  private static final int AZURE_TAIL = 31;
  private static final int BOT_TOKEN = 35;
  private static final int APP_ID = 15;
  private static final int APP_SECRET = 27;
  private static final int LICENCE_HEAD = 36;
  private static final int SESSION_HEAD = 15;
  private static final int SESSION_TAIL = 70;
  private static final int TABLEAU_HEAD = 24;
  private static final String LICENCE_TAIL = "_mmk";
  private static final int BODY_BEGINS = 256; // behind the names and numbers of an old format
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final Pattern HEAD = Pattern.compile(BEGIN + ".{0,26}?PRIVATE KEY.{0,8}?-----");

  /** A row of key material behind the end of another, which may be written as an escape. */
  private static final Pattern ROW = Pattern.compile("[\r\n\\\\nr ]{0,3}+[A-Za-z0-9+/=]{16,}+");

  /** What follows the sign of an address: user, colon, password. */
  private static final Pattern LOGIN =
      Pattern.compile("([^\\x00- /\"'`<>@:]*):([^\\x00- /\"'`<>@]*)@");

  /** Passwords of examples and of local databases. */
  private static final List<String> HARMLESS =
      List.of("pass", "password", "passwd", "pwd", "secret", "user", "root", "admin", "test");

  private SecretFormatMatcher() {}

  /** A block of a private key with its lines. */
  static @Nullable SecretSpan privateKey(String text, int at) {
    if (!text.startsWith(BEGIN, at)) {
      return null;
    }
    int limit = Math.min(text.length(), at + KEY_MAX);
    Matcher head = HEAD.matcher(text).region(at, limit);
    if (!head.lookingAt()) {
      return null;
    }
    int begin = head.end();
    int body = body(text, begin, Math.min(limit, begin + BODY_BEGINS));
    if (body < 0) {
      return null; // code that only speaks of such blocks
    }
    int end = text.indexOf(END, begin, limit);
    int close = end < 0 ? -1 : text.indexOf("-----", end + END.length(), limit);
    int to = close < 0 ? rowsEnd(text, body, limit) : close + 5;
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
  private static int rowsEnd(String text, int from, int limit) {
    int to = from;
    Matcher row = ROW.matcher(text).region(to, limit);
    while (row.lookingAt()) {
      to = row.end();
      row.region(to, limit);
    }
    return to;
  }

  /** A login in a URL whose {@code ://} ends before {@code begin}; the password is the secret. */
  static @Nullable SecretSpan urlPassword(String text, int begin) {
    int limit = Math.min(text.length(), begin + LOGIN_MAX);
    Matcher login = LOGIN.matcher(text).region(begin, limit);
    boolean secret = login.lookingAt() && secretLogin(login.group(1), login.group(2));
    return secret
        ? new SecretSpan("url_password", "password in a URL", login.start(2), login.end(2))
        : null;
  }

  private static boolean secretLogin(String user, String password) {
    return password.length() >= 4
        && "$<{%*".indexOf(password.charAt(0)) < 0
        && !password.equals(user)
        && !HARMLESS.contains(password.toLowerCase(Locale.ROOT))
        && !SecretHeuristics.isPlaceholder(password);
  }

  /** Three characters, a digit, {@code Q~} and 31 to 34 more: the secret of an Azure client. */
  static @Nullable SecretSpan azureSecret(String text, int tilde, int from) {
    int begin = tilde - AZURE_HEAD;
    boolean head =
        begin >= from
            && text.charAt(tilde - 1) == 'Q'
            && Character.isDigit(text.charAt(tilde - 2))
            && (begin == 0 || !SecretScanner.wordCharacter(text.charAt(begin - 1)));
    if (!head) {
      return null;
    }
    int end = SecretAlphabet.TOKEN68.runEnd(text, tilde + 1, AZURE_TAIL + 4);
    return end - tilde - 1 >= AZURE_TAIL
        ? new SecretSpan("azure_client_secret", "Azure client secret", begin, end)
        : null;
  }

  /**
   * 15 or 16 digits, a bar, which an address writes as %7C, 27 to 40 characters: an app of
   * Facebook.
   */
  static @Nullable SecretSpan appToken(String text, int bar, int from) {
    int begin = bar;
    while (begin > Math.max(from, bar - APP_ID - 2) && Character.isDigit(text.charAt(begin - 1))) {
      begin--;
    }
    boolean word = begin > 0 && SecretScanner.wordCharacter(text.charAt(begin - 1));
    int run = text.regionMatches(true, bar, "%7C", 0, 3) ? bar + 3 : bar + 1;
    int end = SecretAlphabet.URL_SAFE.runEnd(text, run, APP_SECRET + 14);
    boolean lengths =
        bar - begin >= APP_ID
            && bar - begin <= APP_ID + 1
            && end - run >= APP_SECRET
            && end - run <= APP_SECRET + 13;
    return lengths && !word && SecretHeuristics.mixed(text.substring(run, end))
        ? new SecretSpan("facebook_token", "Facebook app token", begin, end)
        : null;
  }

  /** Six characters, an underscore, 29 characters and {@code _mmk}: a licence key of MaxMind. */
  static @Nullable SecretSpan licenceKey(String text, int tail, int from) {
    int begin = tail - LICENCE_HEAD;
    boolean shaped =
        text.startsWith(LICENCE_TAIL, tail)
            && begin >= from
            && text.charAt(begin + 6) == '_'
            && SecretAlphabet.ALNUM.runEnd(text, begin, LICENCE_HEAD) == begin + 6
            && SecretAlphabet.ALNUM.runEnd(text, begin + 7, LICENCE_HEAD) == tail;
    return shaped
        ? new SecretSpan("maxmind_key", "MaxMind key", begin, tail + LICENCE_TAIL.length())
        : null;
  }

  /** {@code 00}, 13 characters, an exclamation mark, 70 and more: a session of Salesforce. */
  static @Nullable SecretSpan sessionToken(String text, int mark, int from) {
    int begin = mark - SESSION_HEAD;
    boolean head =
        begin >= from
            && text.startsWith("00", begin)
            && SecretAlphabet.ALNUM.runEnd(text, begin, SESSION_HEAD) == mark;
    int end = SecretAlphabet.TOKEN68.runEnd(text, mark + 1, LOGIN_MAX);
    return head && end - mark > SESSION_TAIL
        ? new SecretSpan("salesforce_token", "Salesforce token", begin, end)
        : null;
  }

  /** A token of two parts around a colon. */
  static @Nullable SecretSpan pair(String text, int colon, int from) {
    SecretSpan bot = botToken(text, colon, from);
    return bot == null ? tableauToken(text, colon, from) : bot;
  }

  /** 16 bytes in base64, a colon, 32 characters. */
  private static @Nullable SecretSpan tableauToken(String text, int colon, int from) {
    int begin = colon - TABLEAU_HEAD;
    boolean shaped =
        begin >= from
            && text.startsWith("==", colon - 2)
            && SecretAlphabet.BASE64.runEnd(text, begin, TABLEAU_HEAD) == colon
            && SecretAlphabet.ALNUM.runEnd(text, colon + 1, 33) == colon + 33;
    return shaped ? new SecretSpan("tableau_token", "Tableau token", begin, colon + 33) : null;
  }

  /** Eight to ten digits, a colon, 35 characters: a Telegram bot. */
  private static @Nullable SecretSpan botToken(String text, int colon, int from) {
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
