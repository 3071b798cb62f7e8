package crossreview.guard;

import crossreview.guard.SecretRules.Rule;
import crossreview.model.SecretFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds what looks like a secret, in one pass and linear time: every rule looks a bounded number of
 * characters back and consumes what it accepts.
 */
public final class SecretScanner {
  private static final int RUN_MAX = 512; // longer runs are data, not keys; the rest is scanned on
  private static final int PRIVATE_KEY_MAX = 16 * 1024; // an RSA key of 8,192 bits has 6,400 characters
  private static final List<String> PLACEHOLDERS =
      List.of(
          "example", "changeme", "change_me", "placeholder", "your", "xxxx", "dummy", "redacted",
          "replace", "insert", "todo", "0000000000", "1234567890abcdef", "aaaaaaaa");

  private final String text;
  private int digitlessUntil;

  private SecretScanner(String text) {
    this.text = text;
  }

  /** The secrets of a text by kind and 1-based line. */
  public static List<SecretFound> scan(String text) {
    List<SecretFound> found = new ArrayList<>();
    int line = 1;
    int at = 0;
    for (Span span : spans(text)) {
      for (; at < span.from(); at++) {
        line += text.charAt(at) == '\n' ? 1 : 0;
      }
      found.add(new SecretFound(span.kind(), line));
    }
    return found;
  }

  /** The secrets of a text by place, in order and without overlap. */
  public static List<Span> spans(String text) {
    return new SecretScanner(text).run();
  }

  private List<Span> run() {
    List<Span> spans = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      Span span = at(at, spans.isEmpty() ? 0 : spans.getLast().to());
      if (span != null) {
        spans.add(span);
        at = Math.max(at + 1, span.to());
      } else {
        at++;
      }
    }
    return spans;
  }

  private Span at(int at, int from) {
    char c = text.charAt(at);
    if (c == '=' || c == ':') {
      Span assigned = SecretAssignments.at(text, at, from);
      if (assigned != null) {
        Span known = known(assigned.from());
        return known != null ? known : assigned;
      }
    }
    if (c == '-' && text.startsWith("-----BEGIN ", at)) {
      return privateKey(text, at);
    }
    if (at > 0 && wordCharacter(text.charAt(at - 1))) {
      return null;
    }
    if (c == 'e' && text.startsWith("eyJ", at)) {
      return webToken(text, at);
    }
    return known(at);
  }

  /** A secret that its prefix gives away. */
  private Span known(int at) {
    if (at < digitlessUntil) {
      return null;
    }
    for (Rule rule : SecretRules.beginningWith(text.charAt(at))) {
      if (text.startsWith(rule.prefix(), at)) {
        Span span = prefixed(at, rule);
        if (span != null) {
          return span;
        }
      }
    }
    return null;
  }

  private Span prefixed(int at, Rule rule) {
    int begin = at + rule.prefix().length();
    int end = run(text, begin, rule.alphabet());
    if (end - begin < rule.least()) {
      return null;
    }
    if (!hasDigit(begin, end)) {
      digitlessUntil = end; // no key can begin inside of words, so they are not read again
      return null;
    }
    boolean words = placeholder(text.substring(begin, Math.min(end, begin + 200)));
    return words ? null : new Span(rule.kind(), rule.label(), at, end);
  }

  private static int run(String text, int begin, String alphabet) {
    int end = begin;
    int limit = Math.min(text.length(), begin + RUN_MAX);
    while (end < limit && SecretRules.belongs(alphabet, text.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean hasDigit(int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean placeholder(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return PLACEHOLDERS.stream().anyMatch(lower::contains)
        || value.chars().distinct().count() < 4;
  }

  private static Span privateKey(String text, int at) {
    int lineEnd = text.indexOf('\n', at);
    String head = text.substring(at, lineEnd < 0 ? Math.min(text.length(), at + 80) : lineEnd);
    if (head.length() > 80 || !head.contains("PRIVATE KEY-----")) {
      return null;
    }
    int end = text.indexOf("-----END ", at + 11);
    int close = end < 0 ? -1 : text.indexOf("-----", end + 9);
    boolean whole = close > 0 && end - at <= PRIVATE_KEY_MAX;
    int to = whole ? close + 5 : at + head.stripTrailing().length();
    return new Span("private_key", "private key", at, to);
  }

  /** Three dotted parts of base64url (RFC 7519). */
  private static Span webToken(String text, int at) {
    int first = run(text, at, "url");
    if (first - at < 12 || first >= text.length() || text.charAt(first) != '.') {
      return null;
    }
    int second = run(text, first + 1, "url");
    if (second - first < 12 || second >= text.length() || text.charAt(second) != '.') {
      return null;
    }
    int third = run(text, second + 1, "url");
    return third - second < 12 ? null : new Span("web_token", "signed web token (eyJ…)", at, third);
  }

  static boolean wordCharacter(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }
}
