package crossreview.diff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Names of files as the headers of unified diffs spell them, by git and by {@code diff -u}. */
public final class DiffPath {
  /** The name of the side on which a file does not exist. */
  public static final String NOWHERE = "/dev/null";

  private DiffPath() {}

  /**
   * The name that a header gives: up to a tab, or in quotes with escapes.
   *
   * @param header the line after {@code "--- "} or {@code "+++ "}, without its end
   */
  public static String of(String header) {
    if (header.startsWith("\"")) {
      return unquoted(header);
    }
    int tab = header.indexOf('\t');
    return tab < 0 ? header : header.substring(0, tab);
  }

  /**
   * The name of the new side without a prefix, or of the old side of a deletion. Equal names have
   * no prefix; otherwise {@code a/} and {@code b/} are one.
   */
  static String ofNames(String before, String after) {
    boolean deleted = after.equals(NOWHERE);
    return before.equals(after) ? after : bare(deleted ? before : after);
  }

  /**
   * The name that both sides of {@code diff --git} have in common, as git reads it: equal sides
   * have no prefix, and different ones differ in the folders before the name.
   *
   * @param sides both names; a name with a space may be without quotes
   */
  static Optional<String> ofGit(String sides) {
    if (sides.startsWith("\"") || sides.endsWith("\"")) {
      return quotedSides(sides);
    }
    Optional<String> found = Optional.empty();
    for (int space = sides.indexOf(' '); space >= 0; space = sides.indexOf(' ', space + 1)) {
      String before = sides.substring(0, space);
      String after = sides.substring(space + 1);
      if (before.equals(after)) {
        return Optional.of(after);
      }
      Optional<String> common = common(before, after);
      found = found.isPresent() ? found : common;
    }
    return found;
  }

  private static Optional<String> quotedSides(String sides) {
    int gap = sides.startsWith("\"") ? sides.indexOf("\" ") + 1 : sides.indexOf(" \"");
    if (gap <= 0) {
      return Optional.empty();
    }
    String before = of(sides.substring(0, gap));
    String after = of(sides.substring(gap + 1));
    return before.equals(after) ? Optional.of(after) : common(before, after);
  }

  /** The end that both names share after a different prefix; empty when the names differ too. */
  private static Optional<String> common(String before, String after) {
    int same = 0;
    int most = Math.min(before.length(), after.length());
    while (same < most
        && before.charAt(before.length() - 1 - same) == after.charAt(after.length() - 1 - same)) {
      same++;
    }
    String shared = after.substring(after.length() - same);
    int slash = shared.indexOf('/');
    return slash < 0 || slash + 1 == shared.length()
        ? Optional.empty()
        : Optional.of(shared.substring(slash + 1));
  }

  /** Without the {@code a/} or {@code b/} that is before names in diffs. */
  public static String bare(String name) {
    return name.startsWith("a/") || name.startsWith("b/") ? name.substring(2) : name;
  }

  /** A name as git writes it: in quotes with escapes where a header could not hold it as it is. */
  public static String written(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      int value = b & 0xff;
      if (value == '"' || value == '\\') {
        out.append('\\').append((char) value);
      } else if (value < ' ' || value >= 0x7f) {
        out.append(String.format(Locale.ROOT, "\\%03o", value));
      } else {
        out.append((char) value);
      }
    }
    return out.length() == name.length() ? name : '"' + out.toString() + '"';
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
