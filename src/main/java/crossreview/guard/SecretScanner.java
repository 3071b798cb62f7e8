package crossreview.guard;

import crossreview.guard.SecretPrefixes.Rule;
import crossreview.model.material.SecretMatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what looks like a secret: the key formats of vendors, key blocks, signed tokens, logins in
 * URLs, and values that stand behind a telling name.
 *
 * <p>One pass in linear time: every rule looks a bounded number of characters around itself, and a
 * long run that holds no key is not read twice. Pure; any thread.
 */
public final class SecretScanner {
  private static final int RUN_MAX = 1_024; // longer runs are data, not keys
  private static final int TOKEN_PART_MAX = 8 * 1_024; // what a request's head can carry

  private final String text;
  private final List<Span> spans = new ArrayList<>();
  private int noKeyBefore;
  private int noTokenBefore;

  private SecretScanner(String text) {
    this.text = text;
  }

  /** The secrets of a text by kind and 1-based line. */
  public static List<SecretMatch> scan(String text) {
    List<SecretMatch> found = new ArrayList<>();
    int line = 1;
    int at = 0;
    for (Span span : spans(text)) {
      for (; at < span.from(); at++) {
        line += text.charAt(at) == '\n' ? 1 : 0;
      }
      found.add(new SecretMatch(span.kind(), line));
    }
    return found;
  }

  /** The secrets of a text by place, in order and without overlap. */
  public static List<Span> spans(String text) {
    return new SecretScanner(text).run();
  }

  private List<Span> run() {
    int at = 0;
    while (at < text.length()) {
      Span span = at(at);
      if (span != null) {
        spans.add(span);
        at = Math.max(at + 1, span.to());
      } else {
        at++;
      }
    }
    return spans;
  }

  private Span at(int at) {
    char c = text.charAt(at);
    return switch (c) {
      case '=', ':' -> signed(at, spans.isEmpty() ? 0 : spans.getLast().to());
      case '-' -> SecretShapes.privateKey(text, at);
      default -> wordBegins(at) ? word(at, c) : null;
    };
  }

  /** Around an equals sign or colon. */
  private Span signed(int at, int from) {
    if (text.startsWith("://", at)) {
      return SecretShapes.urlPassword(text, at + 3);
    }
    Span assigned = SecretAssignments.at(text, at, from);
    if (assigned == null) {
      return text.charAt(at) == ':' ? SecretShapes.botToken(text, at, from) : null;
    }
    Span known = known(assigned.from());
    return known != null && known.to() >= assigned.to() ? known : assigned;
  }

  /** Behind anything but a word, and behind an escaped end of a line. */
  private boolean wordBegins(int at) {
    if (at == 0 || !wordCharacter(text.charAt(at - 1))) {
      return true;
    }
    return at > 1 && text.charAt(at - 2) == '\\' && "nrt".indexOf(text.charAt(at - 1)) >= 0;
  }

  private Span word(int at, char c) {
    Span token = c == 'e' && text.startsWith("eyJ", at) ? webToken(at) : null;
    return token != null ? token : known(at);
  }

  /** A secret that its prefix gives away. */
  private Span known(int at) {
    if (at < noKeyBefore) {
      return null;
    }
    for (Rule rule : SecretPrefixes.beginningWith(text.charAt(at))) {
      Span span = text.startsWith(rule.prefix(), at) ? prefixed(at, rule) : null;
      if (span != null) {
        return span;
      }
    }
    return null;
  }

  private Span prefixed(int at, Rule rule) {
    int begin = at + rule.prefix().length();
    int end = rule.alphabet().runEnd(text, begin, RUN_MAX);
    if (end - begin < rule.least()) {
      return null;
    }
    String run = text.substring(begin, end);
    if (!SecretLook.random(run) && !digitsAndCapitals(rule, run) || SecretLook.standIn(run)) {
      noKeyBefore = end; // words; no key begins between them
      return null;
    }
    return new Span(rule.kind(), rule.label(), at + rule.offset(), end);
  }

  /** An alphabet without lower case or with hexadecimal digits only leaves less to look at. */
  private static boolean digitsAndCapitals(Rule rule, String run) {
    return switch (rule.alphabet()) {
      case UPPER, HEX -> run.chars().anyMatch(Character::isDigit);
      case ALNUM, URL_SAFE, BASE64, DOTTED, PATH, TOKEN68 -> false;
    };
  }

  /** Three dotted parts of base64url (RFC 7519). */
  private Span webToken(int at) {
    if (at < noTokenBefore) {
      return null;
    }
    int first = part(at);
    int second = first < 0 ? -1 : part(first + 1);
    int third = second < 0 ? -1 : SecretAlphabet.URL_SAFE.runEnd(text, second + 1, TOKEN_PART_MAX);
    if (third - second < 12) {
      // The parts that follow are the same for every start in this run, so none is a token.
      noTokenBefore = SecretAlphabet.URL_SAFE.runEnd(text, at, TOKEN_PART_MAX);
      return null;
    }
    return new Span("web_token", "signed web token (eyJ…)", at, third);
  }

  /** The dot behind a part of twelve characters or more, or -1. */
  private int part(int begin) {
    int end = SecretAlphabet.URL_SAFE.runEnd(text, begin, TOKEN_PART_MAX);
    boolean dotted = end < text.length() && text.charAt(end) == '.';
    return dotted && end - begin >= 12 ? end : -1;
  }

  static boolean wordCharacter(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }
}
