package crossreview.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logins that have no name and no sign of assignment before them: {@code curl -u name:password},
 * {@code machine … login … password …} of a netrc file, {@code btoa("name:password")}.
 *
 * <p>Each looks a bounded number of characters around itself.
 */
final class LoginMatcher {
  /** What encodes a login for a header, as it is written in a source. */
  static final List<String> ENCODERS =
      List.of(
          "btoa(", "b64encode(", "base64_encode(", "Buffer.from(", "encode64(", "strict_encode64(");

  private static final List<String> OPTIONS = List.of("--proxy-user", "--user", "-u");
  private static final String NETRC = "password ";
  private static final int BEFORE_MAX = 256; // a command line or a netrc entry is rarely longer
  private static final int LOGIN_MAX = 256;

  private LoginMatcher() {}

  /** The password after an option of curl that begins here. */
  static @Nullable SecretSpan option(String text, int at) {
    if (!begins(text, at)) {
      return null;
    }
    for (String option : OPTIONS) {
      if (text.startsWith(option, at) && before(text, at).contains("curl")) {
        int end = at + option.length();
        int begin = skip(text, skip(text, end, "= "), "\"'");
        return begin == end
            ? null
            : login(text, begin, "curl_login", "login (curl " + option + " …)");
      }
    }
    return null;
  }

  private static int skip(String text, int at, String characters) {
    return at < text.length() && characters.indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
  }

  /** Behind a blank, or behind the mark of a line of a diff. */
  private static boolean begins(String text, int at) {
    boolean marked =
        at > 0
            && "+-".indexOf(text.charAt(at - 1)) >= 0
            && (at == 1 || text.charAt(at - 2) == '\n');
    return at == 0 || text.charAt(at - 1) <= ' ' || marked;
  }

  /** The password of a netrc entry or of an encoded login whose first word begins here. */
  static @Nullable SecretSpan word(String text, int at) {
    if (text.startsWith(NETRC, at)) {
      return netrc(text, at);
    }
    for (String encoder : ENCODERS) {
      if (text.startsWith(encoder, at)) {
        return encoded(text, at + encoder.length());
      }
    }
    return null;
  }

  private static @Nullable SecretSpan netrc(String text, int at) {
    String entry = before(text, at);
    int begin = at + NETRC.length();
    int end = valueEnd(text, begin);
    boolean secret = entry.contains("login ") && password(text.substring(begin, end));
    return secret ? new SecretSpan("netrc_login", "login (netrc)", begin, end) : null;
  }

  private static @Nullable SecretSpan encoded(String text, int begin) {
    int quote = text.startsWith("b", begin) ? begin + 1 : begin; // Python's bytes
    boolean literal = quote < text.length() && "\"'`".indexOf(text.charAt(quote)) >= 0;
    return literal ? login(text, quote + 1, "basic_login", "login (encoded)") : null;
  }

  private static @Nullable SecretSpan login(String text, int begin, String kind, String label) {
    int end = valueEnd(text, begin);
    String[] parts = text.substring(begin, end).split(":", 2);
    boolean secret = parts.length == 2 && password(parts[1]) && !parts[0].equals(parts[1]);
    return secret ? new SecretSpan(kind, label, end - parts[1].length(), end) : null;
  }

  private static boolean password(String value) {
    return SecretHeuristics.quotedPassword(value)
        && "$<{%*".indexOf(value.charAt(0)) < 0
        && !SecretHeuristics.isPlaceholder(value);
  }

  /** Up to a blank or a quote. */
  private static int valueEnd(String text, int begin) {
    int limit = Math.min(text.length(), begin + LOGIN_MAX);
    int end = begin;
    while (end < limit && text.charAt(end) > ' ' && "\"'`".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** What precedes on this line and the two lines before. */
  private static String before(String text, int at) {
    int begin = at;
    int lines = 0;
    while (begin > 0 && begin > at - BEFORE_MAX && lines < 3) {
      begin--;
      lines += text.charAt(begin) == '\n' ? 1 : 0;
    }
    return text.substring(begin, at);
  }
}
