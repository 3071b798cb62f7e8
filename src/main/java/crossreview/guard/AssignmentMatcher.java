package crossreview.guard;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that only their name gives away: {@code password = "…"}, {@code DB_PASSWORD=…} on a line
 * of its own, {@code …;Password=…;} in a connection string, {@code key="ApiPassword" value="…"}.
 *
 * <p>The name must end with a telling word, so that a {@code tokenizer} has no secret.
 */
final class AssignmentMatcher {
  private static final int NAME_MAX = 64;
  private static final int VALUE_MIN = 8;
  private static final int VALUE_MAX = 256;
  private static final String BASIC = "Basic ";
  private static final List<String> SCHEMES = List.of("Token ", "Api-Token ", "ApiKey ", "Key ");
  private static final int TOKEN_MIN = 16;
  private static final int BASIC_MIN = 12; // a user, a colon and a short password
  private static final List<String> ENDINGS =
      List.of(
          "password",
          "passwd",
          "pwd",
          "passphrase",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "secretkey",
          "privatekey",
          "authkey",
          "signingkey",
          "encryptionkey",
          "accountkey",
          "credential",
          "credentials");

  /** What names a value that is beside it, and what may be between the two. */
  private static final List<String> PARTNERS = List.of("key", "name", "id");

  private static final String SEPARATORS = " \t\r\n\"',:=+";

  /** What code is made of and a value without quotes never has. */
  private static final String CODE = "()[]{}<>;,|\\\"'`$&";

  private final String text;
  private final int sign;
  private final int nameBegin;
  private final String name;

  private AssignmentMatcher(String text, int sign, int nameBegin, String name) {
    this.text = text;
    this.sign = sign;
    this.nameBegin = nameBegin;
    this.name = name;
  }

  /**
   * The secret after an equals sign or colon.
   *
   * @param from the end of what was found before
   */
  static @Nullable SecretSpan at(String text, int sign, int from) {
    int stop = Math.max(from, sign - NAME_MAX);
    int end = sign;
    // At most four: a quote and its escape, a blank, the colon of ":=".
    while (end > Math.max(stop, sign - 4) && " \t\"':\\".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int begin = end;
    while (begin > stop && nameCharacter(text.charAt(begin - 1))) {
      begin--;
    }
    if (begin == end) {
      return null;
    }
    String name = text.substring(begin, end);
    return new AssignmentMatcher(text, sign, begin, name).span();
  }

  private static boolean nameCharacter(char c) {
    return SecretScanner.wordCharacter(c) || c == '-';
  }

  private @Nullable SecretSpan span() {
    String folded = name.toLowerCase(Locale.ROOT);
    if (folded.replace("_", "").replace("-", "").endsWith("authorization")) {
      return basic();
    }
    if (!telling(folded.equals("value") ? partner() : folded)) {
      return null;
    }
    int begin = skip(sign + 1, " \t=>\\");
    if (begin >= text.length()) {
      return null;
    }
    boolean quoted = "\"'`".indexOf(text.charAt(begin)) >= 0;
    return quoted ? quoted(begin) : bare(begin);
  }

  private static boolean telling(String folded) {
    String plain = folded.replace("_", "").replace("-", "");
    if (plain.endsWith("publickeytoken")) {
      return false; // a digest of what is public, in assemblies of .NET
    }
    boolean login = folded.equals("pass") || folded.endsWith("_pass");
    return login || ENDINGS.stream().anyMatch(plain::endsWith);
  }

  /** What {@code key="…"} or {@code name: …} before a {@code value} says, in lower case. */
  private String partner() {
    int stop = Math.max(0, nameBegin - 2 * NAME_MAX);
    int end = back(nameBegin, stop, false);
    int begin = back(end, stop, true);
    int keyEnd = back(begin, stop, false);
    int keyBegin = back(keyEnd, stop, true);
    boolean named = PARTNERS.contains(text.substring(keyBegin, keyEnd).toLowerCase(Locale.ROOT));
    return named ? text.substring(begin, end).toLowerCase(Locale.ROOT) : "";
  }

  /** Where a name, or what separates two, begins that ends here. */
  private int back(int from, int stop, boolean inName) {
    int at = from;
    while (at > stop
        && (inName
            ? nameCharacter(text.charAt(at - 1))
            : SEPARATORS.indexOf(text.charAt(at - 1)) >= 0)) {
      at--;
    }
    return at;
  }

  private int skip(int from, String characters) {
    int at = from;
    while (at < Math.min(text.length(), from + 4) && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private @Nullable SecretSpan quoted(int quote) {
    char mark = text.charAt(quote);
    int end = quote + 1;
    int limit = Math.min(text.length(), end + VALUE_MAX);
    while (end < limit && text.charAt(end) != mark && text.charAt(end) > ' ') {
      end++;
    }
    if (end == limit || text.charAt(end) != mark) {
      return null; // prose, or a quote that is never closed
    }
    int to = text.charAt(end - 1) == '\\' ? end - 1 : end;
    String value = text.substring(quote + 1, to);
    boolean secret =
        value.length() >= VALUE_MIN && SecretHeuristics.quotedPassword(value) && !excused(value);
    return secret ? found(quote + 1, to) : null;
  }

  /** Without quotes: a line of settings, or a pair in a connection string or query. */
  private @Nullable SecretSpan bare(int begin) {
    boolean pair = nameBegin > 0 && ";?&".indexOf(text.charAt(nameBegin - 1)) >= 0;
    boolean equals = text.charAt(sign) == '=';
    boolean tight = begin == sign + 1 && text.charAt(sign - 1) > ' ';
    if (pair ? !tight || !equals : !startsLine()) {
      return null;
    }
    int end = begin;
    int limit = Math.min(text.length(), begin + VALUE_MAX);
    while (end < limit && text.charAt(end) > ' ' && CODE.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    boolean ended = end == text.length() || text.charAt(end) <= ' ' || pair && end < limit;
    if (!ended || end - begin < VALUE_MIN) {
      return null;
    }
    String value = text.substring(begin, end);
    boolean likely =
        tight || !equals
            ? SecretHeuristics.barePassword(value)
            : SecretHeuristics.longRandom(value);
    return likely && !excused(value) ? found(begin, end) : null;
  }

  /**
   * Whether only blanks, a list's or diff's mark, an {@code export} or a longer name stand before.
   */
  private boolean startsLine() {
    int at = nameBegin;
    int stop = Math.max(0, nameBegin - NAME_MAX);
    while (at > stop && text.charAt(at - 1) != '\n') {
      char c = text.charAt(--at);
      if (!nameCharacter(c) && " \t.+\"'".indexOf(c) < 0) {
        return false;
      }
    }
    return at == 0 || text.charAt(at - 1) == '\n';
  }

  /** A variable, a path, an address, a stand-in, or the name said again. */
  private boolean excused(String value) {
    return "$<{%@/.~".indexOf(value.charAt(0)) >= 0
        || value.contains("://")
        || value.contains("${")
        || value.contains("?.")
        || ENDINGS.stream()
            .anyMatch(value.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")::endsWith)
        || SecretHeuristics.isPlaceholder(value);
  }

  private SecretSpan found(int begin, int end) {
    String shown = name.length() > 24 ? name.substring(0, 24) + "…" : name;
    return new SecretSpan(SecretSpan.ASSIGNED, "secret (assigned to " + shown + ")", begin, end);
  }

  private @Nullable SecretSpan token(int begin) {
    int end = SecretAlphabet.TOKEN68.runEnd(text, begin, VALUE_MAX);
    String value = text.substring(begin, end);
    boolean secret =
        value.length() >= TOKEN_MIN
            && SecretHeuristics.drawn(value)
            && !SecretHeuristics.isPlaceholder(value);
    return secret ? new SecretSpan("auth_token", "token (Authorization …)", begin, end) : null;
  }

  /** {@code Authorization: Basic dXNlcjpwYXNz}. */
  private @Nullable SecretSpan basic() {
    int scheme = skip(sign + 1, " \t\"'");
    if (!text.startsWith(BASIC, scheme)) {
      return SCHEMES.stream()
          .filter(word -> text.regionMatches(true, scheme, word, 0, word.length()))
          .findFirst()
          .map(word -> token(scheme + word.length()))
          .orElse(null);
    }
    int begin = scheme + BASIC.length();
    String value = text.substring(begin, SecretAlphabet.BASE64.runEnd(text, begin, VALUE_MAX));
    boolean secret = value.length() >= BASIC_MIN && SecretHeuristics.looksRandom(value);
    return secret
        ? new SecretSpan("basic_login", "login (Basic …)", begin, begin + value.length())
        : null;
  }
}
