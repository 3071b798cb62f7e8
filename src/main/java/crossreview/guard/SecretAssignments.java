package crossreview.guard;

import java.util.List;
import java.util.Locale;

/** Secrets that only their name gives away: {@code password = "…"}, and {@code user:password@host}. */
final class SecretAssignments {
  private static final int NAME_MAX = 64;
  private static final int VALUE_MIN = 8;
  private static final int VALUE_MAX = 256;
  private static final double ENTROPY_MIN = 2.8; // bits a character; English words stay below
  private static final List<String> NAMES =
      List.of(
          "password", "passwd", "pwd", "secret", "token", "apikey", "api_key", "api-key",
          "accesskey", "access_key", "privatekey", "private_key", "auth_key", "credential");

  private SecretAssignments() {}

  /** The secret around an equals sign or colon, if there is one; it begins at or behind {@code from}. */
  static Span at(String text, int sign, int from) {
    if (text.startsWith("://", sign)) {
      return url(text, sign + 3);
    }
    String name = name(text, sign, from);
    if (NAMES.stream().noneMatch(name::contains)) {
      return null;
    }
    int quote = skipBlanks(text, sign + 1);
    if (quote >= text.length() || "\"'`".indexOf(text.charAt(quote)) < 0) {
      return null;
    }
    int end = valueEnd(text, quote);
    boolean secret = end > 0 && secretLike(text.substring(quote + 1, end));
    return secret
        ? new Span("assigned_secret", "secret (assigned to " + shown(name) + ")", quote + 1, end)
        : null;
  }

  private static String shown(String name) {
    return name.length() > 24 ? name.substring(0, 24) + "…" : name;
  }

  /** The identifier before the sign, with the quotes and blanks between them left out. */
  private static String name(String text, int sign, int from) {
    int end = sign;
    int stop = Math.max(from, sign - NAME_MAX);
    while (end > stop && " \t\"':".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int begin = end;
    while (begin > stop && (SecretScanner.wordCharacter(text.charAt(begin - 1)) || text.charAt(begin - 1) == '-')) {
      begin--;
    }
    return text.substring(begin, end).toLowerCase(Locale.ROOT);
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && at < from + 4 && " \t=>".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int valueEnd(String text, int quote) {
    char mark = text.charAt(quote);
    int limit = Math.min(text.length(), quote + 1 + VALUE_MAX);
    for (int i = quote + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == mark) {
        return i - quote - 1 >= VALUE_MIN ? i : -1;
      }
      if (c == '\n' || c == ' ') {
        return -1; // prose, or a quote that is never closed
      }
    }
    return -1;
  }

  private static boolean secretLike(String value) {
    boolean variable = value.startsWith("$") || value.startsWith("<") || value.startsWith("{");
    boolean mixed =
        value.chars().anyMatch(Character::isDigit) && value.chars().anyMatch(Character::isLetter);
    return !variable && mixed && !SecretScanner.placeholder(value) && entropy(value) >= ENTROPY_MIN;
  }

  private static double entropy(String value) {
    int[] counts = new int[128];
    for (int i = 0; i < value.length(); i++) {
      counts[value.charAt(i) & 127]++;
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / value.length();
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }

  /** {@code user:password@host}; the password is the secret. */
  private static Span url(String text, int begin) {
    int colon = -1;
    int limit = Math.min(text.length(), begin + VALUE_MAX);
    for (int i = begin; i < limit; i++) {
      char c = text.charAt(i);
      if (c == ':' && colon < 0) {
        colon = i;
      } else if (c == '@') {
        return colon > begin && i - colon > 3 && !SecretScanner.placeholder(text.substring(colon + 1, i))
            && text.charAt(colon + 1) != '$' && text.charAt(colon + 1) != '{' && text.charAt(colon + 1) != '<'
            ? new Span("url_password", "password in a URL", colon + 1, i)
            : null;
      } else if (c <= ' ' || c == '/' || c == '"' || c == '\'') {
        return null;
      }
    }
    return null;
  }
}
