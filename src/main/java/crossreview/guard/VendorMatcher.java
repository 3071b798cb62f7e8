package crossreview.guard;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys that have no shape of their own and stand beside the name of their vendor: {@code
 * datadog_app: 5f8ac1…}, {@code "mistral" => "FZVH5Z…"}.
 *
 * <p>Every word of {@link VendorNames} is looked for in one pass; from each the rest of a name, a
 * sign and a value are read, a bounded number of characters. The value must look drawn at random.
 */
final class VendorMatcher {
  private static final int BEFORE = 12; // "publicKeyToken" names the digest of an assembly
  private static final int NAME_MAX = 40; // the rest of the name of a variable
  private static final int QUOTES_MAX = 4;
  private static final int AHEAD_MAX = 512;
  private static final int VALUE_MIN = 14; // the shortest of the listed vendors' ids and keys
  private static final int VALUE_MAX = 200; // longer ones are data
  private static final int NAMED_MAX = 400; // beside a vendor's own name

  private static final Pattern VALUE =
      Pattern.compile(
          "(?:=>?|>|:{1,3}=?|\\|\\||\\?=|,)[`'\"\\s=>]{0,6}+"
              + "([\\w.=~+/:|%-]{14,401}+)(?=[`'\"\\s;,)}\\]&\\\\<]|$)");

  /** Says that a digest or a version follows, which is public. */
  private static final Pattern PUBLIC =
      Pattern.compile(
          "(?:sha\\d*|md5|h1|hash|digest|checksum|integrity|commit|rev|revision|ref|version|etag|fingerprint|image|resolved|cid|node_id|url|uri|uuid|guid|public\\w*|pub)"
              + "[\\s'\"`)}\\]]{0,4}$");

  /** Zeros at the head of a key, in base64. */
  private static final Pattern ZEROS = Pattern.compile("A{10,}");

  private static final Pattern VERSION = Pattern.compile("v?\\d{1,4}\\.\\d");

  private static final String[][] BY_PAIR = KeyMatcher.byPair(VendorNames.ALL);

  private VendorMatcher() {}

  /** The value beside the vendor's name that begins here. */
  static @Nullable SecretSpan at(String text, int at) {
    String[] names =
        at + 1 < text.length()
            ? BY_PAIR[KeyMatcher.pair(text.charAt(at), text.charAt(at + 1))]
            : null;
    if (names == null) {
      return null;
    }
    for (String name : names) {
      if (text.regionMatches(true, at, name, 0, name.length()) && bounded(text, at, name)) {
        return value(text, at, name);
      }
    }
    return null;
  }

  /** Two letters are part of many words; they begin one. */
  private static boolean bounded(String text, int at, String name) {
    return name.length() > 2 || at == 0 || !word(text.charAt(at - 1));
  }

  private static @Nullable SecretSpan value(String text, int at, String name) {
    int begin = at + name.length();
    int sign = sign(text, begin);
    if (sign < 0) {
      return null;
    }
    int limit = Math.min(text.length(), sign + AHEAD_MAX);
    Matcher matcher = VALUE.matcher(text).region(sign, limit);
    if (!matcher.lookingAt()
        || matcher.end(1) - matcher.start(1) > (named(name) ? NAMED_MAX : VALUE_MAX)) {
      return null;
    }
    String value = matcher.group(1);
    String before = text.substring(Math.max(0, at - BEFORE), at).toLowerCase(Locale.ROOT);
    String between = text.substring(begin, matcher.start(1)).toLowerCase(Locale.ROOT);
    boolean secret =
        secret(name, value)
            && !before.contains("public")
            && !PUBLIC.matcher(between.replaceFirst("[`'\"\\s=:>|?,]*$", "")).find();
    String kind = named(name) ? "vendor_key" : SecretSpan.ASSIGNED;
    String label = "key (beside " + name + ")";
    return secret ? new SecretSpan(kind, label, matcher.start(1), matcher.end(1)) : null;
  }

  /** The sign behind the rest of a name, or -1: most names of vendors are words of a sentence. */
  private static int sign(String text, int begin) {
    int at = skip(text, begin, NAME_MAX, ". \t-", true);
    at = skip(text, at, QUOTES_MAX, " \t\r\n'\"", false);
    return at < text.length() && "=:>|?,".indexOf(text.charAt(at)) >= 0 ? at : -1;
  }

  private static int skip(String text, int begin, int max, String marks, boolean words) {
    int limit = Math.min(text.length(), begin + max);
    int at = begin;
    while (at < limit && (words && word(text.charAt(at)) || marks.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private static boolean word(char c) {
    return SecretScanner.wordCharacter(c);
  }

  private static boolean secret(String name, String value) {
    String drawn = ZEROS.matcher(value).replaceAll("A");
    return value.length() >= VALUE_MIN
        && !value.contains("://")
        && !value.contains("::")
        && !VERSION.matcher(value).lookingAt()
        && "/.%-=".indexOf(value.charAt(0)) < 0
        && (SecretHeuristics.drawn(drawn) || named(name) && SecretHeuristics.drawnShort(drawn))
        && !SecretHeuristics.isPlaceholder(drawn);
  }

  private static boolean named(String name) {
    return !VendorNames.GENERIC.contains(name);
  }

  /** Names of vendors by which a text can hold such a key at all. */
  static List<String> names() {
    return VendorNames.ALL;
  }
}
