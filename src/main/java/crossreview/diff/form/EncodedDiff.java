package crossreview.diff.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import crossreview.diff.DiffFault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A diff in base64 or base32, as mails and links of data have it, also of UTF-16 and compressed;
 * with percent signs, as in a form or a link; in character references or the escapes of a source;
 * or as a dump of its bytes: nobody who looks at the text sees the change. Pure; linear in the
 * text.
 */
public final class EncodedDiff {
  private static final int WIDTH_MIN = 40; // of all lines but the last; encoders use 60 to 76

  private static final Pattern FULL =
      Pattern.compile("[A-Za-z0-9+/]{" + WIDTH_MIN + ",}={0,6}\\r?");

  private static final Pattern LAST = Pattern.compile("[A-Za-z0-9+/]{2,}={0,6}\\r?");
  private static final Pattern CHANGE = Pattern.compile("(?m)^(?:diff --git |@@ -\\d)");

  private static final Pattern PERCENT =
      Pattern.compile("diff(?:%20|\\+)--git(?:%20|\\+)|(?:%40%40|@@)%20-\\d|%40%40\\+-\\d");

  private static final Pattern DATA = Pattern.compile(".{0,80}?\\bdata:[\\w/+.;=-]{0,80};base64,");

  private EncodedDiff() {}

  /** Where the first one begins, or empty. */
  public static Optional<DiffFault> in(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (isPercent(lines.get(i))) {
        return Optional.of(new DiffFault(i + 1, "a diff in percent encoding; decode it first", -1));
      }
      if (isDump(lines, i)) {
        return Optional.of(
            new DiffFault(i + 1, "a diff as a dump of its bytes; decode it first", -1));
      }
      if (isNumbers(lines.get(i))) {
        return Optional.of(
            new DiffFault(i + 1, "a diff in escapes of its characters; decode it first", -1));
      }
      String payload = payload(lines.get(i));
      if (isFull(payload)) {
        int end = end(lines, i);
        String encoded = payload + String.join("", lines.subList(i + 1, end));
        if (isChange(encoded)) {
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

  /** Whether each character of a line's words is a number of one. */
  private static boolean isNumbers(String line) {
    boolean some = line.contains("&#") || line.contains("\\u") || line.contains("\\x");
    return some && CHANGE.matcher(CharacterEscapes.decoded(line)).find();
  }

  private static String payload(String line) {
    Matcher data = DATA.matcher(line);
    return data.lookingAt() ? line.substring(data.end()) : line;
  }

  private static boolean isFull(String line) {
    return line.length() >= WIDTH_MIN && FULL.matcher(line).matches();
  }

  private static int end(List<String> lines, int from) {
    int end = from + 1;
    while (end < lines.size() && isFull(lines.get(end))) {
      end++;
    }
    return end < lines.size() && LAST.matcher(lines.get(end)).matches() ? end + 1 : end;
  }

  private static boolean isChange(String encoded) {
    return Stream.of(PackedBytes.base64(encoded), PackedBytes.base32(encoded))
        .flatMap(Optional::stream)
        .map(bytes -> new String(PackedBytes.unpacked(bytes), ISO_8859_1).replace("\0", ""))
        .anyMatch(text -> CHANGE.matcher(text).find());
  }
}
