package crossreview.diff.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import crossreview.diff.DiffFault;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A diff in base64, as mails have it, with percent signs, as in a form or a link, or as a dump of
 * its bytes: nobody who looks at the text sees the change. Pure; linear in the text.
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
      if (isDump(lines, i)) {
        return Optional.of(
            new DiffFault(i + 1, "a diff as a dump of its bytes; decode it first", -1));
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

  /** Whether a dump begins at a line; one in the middle of which it begins is not read again. */
  private static boolean isDump(List<String> lines, int at) {
    boolean begins =
        HexDump.isBegin(lines.get(at)) && (at == 0 || !HexDump.isBegin(lines.get(at - 1)));
    if (!begins) {
      return false;
    }
    String text = HexDump.decoded(lines, at);
    return CHANGE.matcher(text).find() || CHANGE.matcher(HexDump.swapped(text)).find();
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
