package crossreview.diff.form;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters that a text names by number: {@code &#64;}, {@code &#x40;}, and those of sources. */
final class CharacterEscapes {
  private static final Pattern ESCAPE =
      Pattern.compile(
          "&#(\\d{1,7});|&#[xX]([0-9a-fA-F]{1,6});"
              + "|\\\\u\\{?([0-9a-fA-F]{4,6})\\}?|\\\\x([0-9a-fA-F]{2})");

  private CharacterEscapes() {}

  /** The text with these characters; what no character is stays. */
  static String decoded(String text) {
    return ESCAPE.matcher(text).replaceAll(CharacterEscapes::character);
  }

  private static String character(MatchResult escape) {
    int code =
        escape.group(1) != null
            ? Integer.parseInt(escape.group(1))
            : Integer.parseInt(hexadecimal(escape), 16);
    return Matcher.quoteReplacement(
        Character.isValidCodePoint(code) ? Character.toString(code) : escape.group());
  }

  private static String hexadecimal(MatchResult escape) {
    for (int group = 2; group < escape.groupCount(); group++) {
      if (escape.group(group) != null) {
        return escape.group(group);
      }
    }
    return escape.group(escape.groupCount());
  }
}
