package crossreview.forge;

/** Markdown in which nobody is called by name, nothing is referred to or commanded. Pure. */
final class QuietText {
  /** Ends a name or number where a forge looks for them; it is not seen. */
  private static final String BREAK = "<!-- -->";

  private QuietText() {}

  /** A forge finds no names in a code span, so that one stays as it is. */
  static String of(String markdown) {
    StringBuilder quiet = new StringBuilder(markdown.length() + 64);
    boolean code = false;
    for (int i = 0; i < markdown.length(); i++) {
      char c = markdown.charAt(i);
      boolean escaped = i > 0 && markdown.charAt(i - 1) == '\\';
      if (c == '`' && (code || !escaped) || c == '\n') {
        code = c == '`' && !code;
      }
      if (!code && c == '/' && beginsLine(markdown, i)) {
        quiet.append('\\'); // GitLab does what a line says that begins so
      }
      quiet.append(c);
      if (!code && (c == '@' || (c == '#' || c == '!') && digitAt(markdown, i + 1))) {
        quiet.append(BREAK);
      }
    }
    return quiet.toString();
  }

  private static boolean beginsLine(String text, int at) {
    return text.substring(text.lastIndexOf('\n', at) + 1, at).isBlank();
  }

  private static boolean digitAt(String text, int at) {
    return at < text.length() && Character.isDigit(text.charAt(at));
  }
}
