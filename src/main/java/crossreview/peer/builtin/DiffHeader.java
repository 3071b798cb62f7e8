package crossreview.peer.builtin;

import crossreview.peer.builtin.UnifiedDiff.Facts;
import crossreview.peer.builtin.UnifiedDiff.Fate;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the lines before a file's first hunk say. */
final class DiffHeader {
  private static final String NOWHERE = "/dev/null";

  private DiffHeader() {}

  static Facts facts(List<String> header) {
    String before = name(header, "--- ");
    String after = name(header, "+++ ");
    boolean created = NOWHERE.equals(before) || says(header, "new file mode");
    boolean deleted = NOWHERE.equals(after) || says(header, "deleted file mode");
    String named = deleted || after == null ? before : after;
    String path = named == null || named.equals(NOWHERE) ? ofGit(header) : bare(named);
    boolean binary = says(header, "Binary files ") || says(header, "GIT binary patch");
    boolean moved = says(header, "rename ") || says(header, "copy ") || says(header, "new mode");
    Fate fate = created ? Fate.CREATED : deleted ? Fate.DELETED : Fate.CHANGED;
    return new Facts(path, fate, binary, moved);
  }

  private static boolean says(List<String> header, String start) {
    return header.stream().anyMatch(line -> line.startsWith(start));
  }

  /** The name up to a tab, or in quotes with escapes; null if no line has it. */
  private static String name(List<String> header, String start) {
    for (String line : header) {
      if (line.startsWith(start)) {
        String name = line.substring(start.length()).stripTrailing();
        int tab = name.indexOf('\t');
        return name.startsWith("\"") ? unquoted(name) : tab < 0 ? name : name.substring(0, tab);
      }
    }
    return null;
  }

  /** From {@code diff --git a/x b/x}, for a file that has no hunks. */
  private static String ofGit(List<String> header) {
    String line = header.getFirst().stripTrailing();
    int quoted = line.indexOf(" \"b/");
    int plain = line.lastIndexOf(" b/");
    return quoted >= 0
        ? bare(unquoted(line.substring(quoted + 1)))
        : line.substring(plain < 0 ? 0 : plain + 3);
  }

  private static String bare(String name) {
    return name.startsWith("a/") || name.startsWith("b/") ? name.substring(2) : name;
  }

  /**
   * What stands between the quotes; a backslash begins an escape as in C, three digits are a byte.
   */
  private static String unquoted(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 1;
    while (at < name.length() && name.charAt(at) != '"') {
      boolean escape = name.charAt(at) == '\\' && at + 1 < name.length();
      int c = name.codePointAt(escape ? at + 1 : at);
      if (escape && c >= '0' && c <= '3' && at + 3 < name.length()) {
        bytes.write((c - '0') * 64 + (name.charAt(at + 2) - '0') * 8 + name.charAt(at + 3) - '0');
        at += 4;
      } else {
        int shown = escape ? escaped(c) : c;
        bytes.writeBytes(Character.toString(shown).getBytes(StandardCharsets.UTF_8));
        at += Character.charCount(c) + (escape ? 1 : 0);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int escaped(int c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
