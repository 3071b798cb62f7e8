package crossreview.diff.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import crossreview.diff.DiffFault;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A diff in base64, as mails have it, or with percent signs, as in a form or a link: nobody who
 * looks at the text sees the change. Pure; linear in the text.
 */
public final class EncodedDiff {
  private static final int WIDTH_MIN = 40; // of all lines but the last; encoders use 60 to 76

  private static final Pattern FULL =
      Pattern.compile("[A-Za-z0-9+/]{" + WIDTH_MIN + ",}={0,2}\\r?");

  private static final Pattern LAST = Pattern.compile("[A-Za-z0-9+/]{2,}={0,2}\\r?");
  private static final Pattern CHANGE = Pattern.compile("(?m)^(?:diff --git |@@ -\\d)");

  private static final Pattern PERCENT =
      Pattern.compile("diff(?:%20|\\+)--git(?:%20|\\+)|(?:%40%40|@@)%20-\\d|%40%40\\+-\\d");

  private EncodedDiff() {}

  /** Where the first one begins, or empty. */
  static Optional<DiffFault> in(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (isPercent(lines.get(i))) {
        return Optional.of(new DiffFault(i + 1, "a diff in percent encoding; decode it first", -1));
      }
      if (isFull(lines.get(i))) {
        int end = end(lines, i);
        if (isChange(lines.subList(i, end))) {
          return Optional.of(new DiffFault(i + 1, "a diff in base64; decode it first", -1));
        }
        i = end - 1;
      }
    }
    return Optional.empty();
  }

  private static boolean isPercent(String line) {
    return (line.contains("%20") || line.contains("%40")) && PERCENT.matcher(line).find();
  }

  private static boolean isFull(String line) {
    return line.length() >= WIDTH_MIN && FULL.matcher(line).matches();
  }

  private static int end(List<String> lines, int from) {
    int end = from;
    while (end < lines.size() && isFull(lines.get(end))) {
      end++;
    }
    return end < lines.size() && LAST.matcher(lines.get(end)).matches() ? end + 1 : end;
  }

  private static boolean isChange(List<String> encoded) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(String.join("", encoded));
      return CHANGE.matcher(new String(bytes, ISO_8859_1)).find();
    } catch (IllegalArgumentException e) {
      return false; // it is not base64
    }
  }
}
