package crossreview.model.material;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Names of files as the headers of unified diffs spell them, by git and by {@code diff -u}. */
public final class DiffPath {
  /** What stands in the place of a file that is made or goes away. */
  public static final String NOWHERE = "/dev/null";

  private DiffPath() {}

  /**
   * The name that a header gives: up to a tab, or in quotes with escapes.
   *
   * @param header the line behind {@code "--- "} or {@code "+++ "}, without its end
   */
  public static String of(String header) {
    if (header.startsWith("\"")) {
      return unquoted(header);
    }
    int tab = header.indexOf('\t');
    return tab < 0 ? header : header.substring(0, tab);
  }

  /** Without the {@code a/} or {@code b/} that stands before names in diffs. */
  public static String bare(String name) {
    return name.startsWith("a/") || name.startsWith("b/") ? name.substring(2) : name;
  }

  /** The bytes between the quotes, where a backslash begins an escape as in C. */
  private static String unquoted(String header) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 1;
    while (at < header.length() && header.charAt(at) != '"') {
      boolean escape = header.charAt(at) == '\\' && at + 1 < header.length();
      int octal = escape ? octal(header, at + 1) : -1;
      if (octal >= 0) {
        bytes.write(octal);
        at += 4;
      } else {
        int c = escape ? escaped(header.charAt(at + 1)) : header.codePointAt(at);
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        at += escape ? 2 : Character.charCount(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int octal(String text, int at) {
    int value = 0;
    for (int i = at; i < at + 3; i++) {
      int digit = i < text.length() ? text.charAt(i) - '0' : -1;
      if (digit < 0 || digit > 7) {
        return -1;
      }
      value = value * 8 + digit;
    }
    return value;
  }

  private static int escaped(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
