package crossreview.diff;

import java.util.List;
import java.util.regex.Pattern;

/** Recognises the lines that begin a file of a diff, and those that begin a message between. */
final class FileStart {
  private static final Pattern GNU_BINARY = Pattern.compile("Binary files .+ and .+ differ\\r?");

  /** The lines that begin a mail, a log entry, a signature or the properties of Subversion. */
  private static final List<String> MESSAGES =
      List.of("From ", "From: ", "commit ", "Subject: ", "changeset: ", "# HG changeset patch");

  private FileStart() {}

  static boolean isAt(LineBuffer lines) {
    return command(lines) || names(lines, 0) || isGnuBinary(lines.peek());
  }

  /** Asked of each line outside of files, so a look comes before the pattern. */
  private static boolean isGnuBinary(String line) {
    return line.startsWith("Binary files ") && GNU_BINARY.matcher(line).matches();
  }

  /** Whether the next line is the command or index line that begins a file. */
  static boolean command(LineBuffer lines) {
    String line = lines.peek();
    return line.startsWith("diff --git ")
        || combined(line)
        || line.startsWith("diff -") && (names(lines, 1) || binaryOfMercurial(lines))
        || line.startsWith("Index: ") && lines.peek(1).startsWith("=======");
  }

  private static boolean binaryOfMercurial(LineBuffer lines) {
    return lines.peek(1).startsWith("Binary file ");
  }

  static boolean combined(String line) {
    return line.startsWith("diff --cc ") || line.startsWith("diff --combined ");
  }

  /** Whether the names of both sides are in the line that is so far ahead and the one after it. */
  static boolean names(LineBuffer lines, int ahead) {
    return lines.peek(ahead).startsWith("--- ") && lines.peek(ahead + 1).startsWith("+++ ");
  }

  static boolean message(LineBuffer lines) {
    String line = lines.peek();
    return MESSAGES.stream().anyMatch(line::startsWith)
        || signature(line)
        || line.startsWith("Property changes on: ")
        || line.startsWith("```");
  }

  /** The line that mails put before a signature. */
  static boolean signature(String line) {
    return line.equals("-- ") || line.equals("--") || line.equals("-- \r") || line.equals("--\r");
  }
}
