package crossreview.diff.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes that lines show as numbers: plain hexadecimal digits, the columns of {@code xxd} and
 * {@code hexdump}, or the letters of {@code uuencode}. Pure; linear in the text.
 */
final class HexDump {
  private static final int DIGITS_MIN = 40; // of a line of digits alone; a hash is one line

  private static final Pattern DIGITS =
      Pattern.compile("(?:[0-9a-fA-F]{2}){" + DIGITS_MIN / 2 + ",}");

  private static final Pattern COLUMNS =
      Pattern.compile("[0-9a-fA-F]{6,10}:?((?: {1,3}[0-9a-fA-F]{2,4}){1,16})(?:\\s.*)?");

  private static final Pattern UU_BEGIN = Pattern.compile("begin [0-7]{3,4} \\S.*");
  private static final int UU_ZERO = ' ';

  private HexDump() {}

  /** Whether a line begins an encoding that {@link #decoded} can read. */
  static boolean isBegin(String line) {
    return DIGITS.matcher(line).matches()
        || COLUMNS.matcher(line).matches()
        || line.startsWith("begin ") && UU_BEGIN.matcher(line).matches();
  }

  /** What the lines from one on say, as far as they go on in the same encoding. */
  static String decoded(List<String> lines, int from) {
    String first = lines.get(from);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int row = from + (first.startsWith("begin ") ? 1 : 0);
    boolean more = row < lines.size();
    while (more) {
      String line = lines.get(row);
      row++;
      boolean read = first.startsWith("begin ") ? uu(line, bytes) : hex(line, bytes);
      more = read && row < lines.size();
    }
    return bytes.toString(ISO_8859_1);
  }

  /** The same where two bytes are shown as one number, with the lower byte first. */
  static String swapped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i + 1 < text.length(); i += 2) {
      out.append(text.charAt(i + 1)).append(text.charAt(i));
    }
    return out.toString();
  }

  private static boolean hex(String line, ByteArrayOutputStream bytes) {
    Matcher columns = COLUMNS.matcher(line);
    String digits = columns.matches() ? columns.group(1).replace(" ", "") : line.strip();
    boolean readable = digits.length() % 2 == 0 && digits.chars().allMatch(HexFormat::isHexDigit);
    if (readable) {
      bytes.writeBytes(HexFormat.of().parseHex(digits));
    }
    return readable && isBegin(line); // a shorter line is the last one
  }

  private static boolean uu(String line, ByteArrayOutputStream bytes) {
    int count = line.isEmpty() || UU_BEGIN.matcher(line).matches() ? 0 : value(line, 0);
    for (int i = 0; i < count; i++) {
      int at = 1 + i / 3 * 4;
      int group =
          value(line, at) << 18
              | value(line, at + 1) << 12
              | value(line, at + 2) << 6
              | value(line, at + 3);
      bytes.write(group >> (16 - 8 * (i % 3)) & 0xff);
    }
    return count > 0;
  }

  private static int value(String line, int at) {
    return at < line.length() ? line.charAt(at) - UU_ZERO & 0x3f : 0;
  }
}
