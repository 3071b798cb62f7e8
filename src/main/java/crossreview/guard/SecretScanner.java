package crossreview.guard;

import crossreview.guard.SecretPrefixes.PrefixRule;
import crossreview.model.material.SecretMatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what looks like a secret: the key formats of vendors, key blocks, signed tokens, logins in
 * URLs and on command lines, and values that follow a telling name.
 *
 * <p>One pass in linear time: every rule looks a bounded number of characters around itself, and a
 * long run that holds no key is not read twice. Pure; any thread.
 */
public final class SecretScanner {
  private static final int RUN_MAX = 1_024; // longer runs are data, not keys
  private static final int WORD_MAX = 30; // no word of any language that code is written in
  private static final int TOKEN_PART_MAX = 8 * 1_024; // what a request's head can carry

  private final String text;
  private final List<SecretSpan> spans = new ArrayList<>();
  private int noCertainBefore;
  private int noLikelyBefore;
  private int noTokenBefore;

  private SecretScanner(String text) {
    this.text = text;
  }

  /** The secrets of a text by kind and 1-based line. */
  public static List<SecretMatch> scan(String text) {
    List<SecretMatch> found = new ArrayList<>();
    int line = 1;
    int at = 0;
    for (SecretSpan secretSpan : spans(text)) {
      String before = text.substring(at, secretSpan.from());
      line += (int) before.chars().filter(c -> c == '\n').count();
      at = secretSpan.from();
      found.add(new SecretMatch(secretSpan.kind(), line));
    }
    return found;
  }

  /** The secrets of a text by place, in order and without overlap. */
  public static List<SecretSpan> spans(String text) {
    return SecretDisguises.joined(text, plain(text), SecretScanner::plain);
  }

  /** As the text is written. */
  private static List<SecretSpan> plain(String text) {
    return new SecretScanner(text).run();
  }

  private List<SecretSpan> run() {
    int at = 0;
    while (at < text.length()) {
      SecretSpan secretSpan = at(at);
      if (secretSpan == null) {
        secretSpan = beside(at);
      }
      if (secretSpan != null) {
        spans.add(secretSpan);
      }
      at = secretSpan == null ? at + 1 : secretSpan.to();
    }
    return spans;
  }

  /** Beside the name of a vendor. */
  private @Nullable SecretSpan beside(int at) {
    SecretSpan value = VendorMatcher.at(text, at);
    return value == null ? null : shaped(value);
  }

  /** The shape of a value says more about it than its name. */
  private SecretSpan shaped(SecretSpan value) {
    SecretSpan token = tokenAt(value.from());
    SecretSpan known = token == null ? known(value.from()) : token;
    return known != null && known.to() >= value.to() ? known : value;
  }

  private @Nullable SecretSpan at(int at) {
    char c = text.charAt(at);
    return switch (c) {
      case '=', ':' -> signed(at, from());
      case '-' -> dashed(at);
      case '~' -> SecretFormatMatcher.azureSecret(text, at, from());
      case '!' -> SecretFormatMatcher.sessionToken(text, at, from());
      case '|', '%' -> SecretFormatMatcher.appToken(text, at, from());
      case '_' -> underscored(at, c);
      default -> wordBegins(at) ? word(at, c) : null;
    };
  }

  /** The end of what was found before. */
  private int from() {
    return spans.isEmpty() ? 0 : spans.getLast().to();
  }

  private @Nullable SecretSpan underscored(int at, char c) {
    SecretSpan key = SecretFormatMatcher.licenceKey(text, at, from());
    return key == null && wordBegins(at) ? word(at, c) : key;
  }

  private @Nullable SecretSpan dashed(int at) {
    SecretSpan block = SecretFormatMatcher.privateKey(text, at);
    return block != null ? block : LoginMatcher.option(text, at);
  }

  /** Around an equals sign or colon. */
  private @Nullable SecretSpan signed(int at, int from) {
    if (text.startsWith("://", at)) {
      return SecretFormatMatcher.urlPassword(text, at + 3);
    }
    SecretSpan assigned = AssignmentMatcher.at(text, at, from);
    if (assigned == null) {
      return text.charAt(at) == ':' ? SecretFormatMatcher.pair(text, at, from) : null;
    }
    return shaped(assigned);
  }

  /** Behind anything but a word, and behind an escaped end of a line. */
  private boolean wordBegins(int at) {
    if (at == 0 || !wordCharacter(text.charAt(at - 1))) {
      return true;
    }
    return at > 1 && text.charAt(at - 2) == '\\' && "nrt".indexOf(text.charAt(at - 1)) >= 0;
  }

  private @Nullable SecretSpan word(int at, char c) {
    SecretSpan token = c == 'e' ? tokenAt(at) : null;
    SecretSpan named = token != null ? token : LoginMatcher.word(text, at);
    return named != null ? named : known(at);
  }

  /** A secret that its prefix gives away. */
  private @Nullable SecretSpan known(int at) {
    for (PrefixRule prefixRule : SecretPrefixes.beginningWith(text.charAt(at))) {
      boolean read = at < (prefixRule.certain() ? noCertainBefore : noLikelyBefore);
      SecretSpan secretSpan =
          !read && text.startsWith(prefixRule.prefix(), at) ? prefixed(at, prefixRule) : null;
      if (secretSpan != null) {
        return secretSpan;
      }
    }
    return null;
  }

  private @Nullable SecretSpan prefixed(int at, PrefixRule prefixRule) {
    int begin = at + prefixRule.prefix().length();
    int end = prefixRule.alphabet().runEnd(text, begin, RUN_MAX);
    if (!prefixRule.fits(end - begin)) {
      return null;
    }
    String run = text.substring(begin, end);
    boolean key = prefixRule.certain() ? certainKey(prefixRule, run) : likelyKey(prefixRule, run);
    if (key) {
      return new SecretSpan(prefixRule.kind(), prefixRule.label(), at + prefixRule.offset(), end);
    }
    if (prefixRule.certain()) {
      noCertainBefore = end; // one case or a stand-in, and so is each of its parts
    } else {
      noLikelyBefore = end; // words, which a certain prefix may still follow
    }
    return null;
  }

  /** The vendor's prefix decides; words of one case and stand-ins are not keys. */
  private static boolean certainKey(PrefixRule prefixRule, String run) {
    boolean plain = prefixRule.alphabet() == SecretAlphabet.ALNUM && run.length() >= WORD_MAX;
    return (plain || singleCase(prefixRule) || SecretHeuristics.mixed(run))
        && !SecretHeuristics.isKeyStandIn(run);
  }

  private static boolean likelyKey(PrefixRule prefixRule, String run) {
    boolean random =
        prefixRule.prefix().length() > 2
            ? SecretHeuristics.looksRandom(run)
            : SecretHeuristics.drawn(run);
    return random && !SecretHeuristics.isPlaceholder(run);
  }

  /** An alphabet without lower case or with hexadecimal digits only leaves less to look at. */
  private static boolean singleCase(PrefixRule prefixRule) {
    return switch (prefixRule.alphabet()) {
      case UPPER, HEX -> true;
      case ALNUM, URL_SAFE, BASE64, DOTTED, PATH, TOKEN68, MARKED -> false;
    };
  }

  private @Nullable SecretSpan tokenAt(int at) {
    return text.startsWith("ey", at) ? webToken(at) : null;
  }

  /** Three dotted parts of base64url (RFC 7519). */
  private @Nullable SecretSpan webToken(int at) {
    if (at < noTokenBefore) {
      return null;
    }
    int first = part(at);
    boolean object = text.startsWith("eyJ", at) || text.startsWith("ey", first + 1);
    int second = first >= 0 && object ? part(first + 1) : -1;
    int third = second < 0 ? -1 : SecretAlphabet.URL_SAFE.runEnd(text, second + 1, TOKEN_PART_MAX);
    if (third - second < 12) {
      // The parts that follow are the same for every start in this run, so none is a token.
      noTokenBefore = SecretAlphabet.URL_SAFE.runEnd(text, at, TOKEN_PART_MAX);
      return null;
    }
    return new SecretSpan(SecretSpan.WEB_TOKEN, "signed web token (eyJ…)", at, third);
  }

  /** The dot after a part of twelve characters or more, or -1. */
  private int part(int begin) {
    int end = SecretAlphabet.URL_SAFE.runEnd(text, begin, TOKEN_PART_MAX);
    boolean dotted = end < text.length() && text.charAt(end) == '.';
    return dotted && end - begin >= 12 ? end : -1;
  }

  static boolean wordCharacter(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }
}
