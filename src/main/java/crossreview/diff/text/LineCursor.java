package crossreview.diff.text;

/** Goes through the lines of a text; a line's end excludes its newline and carriage return. */
public final class LineCursor {
  private final String text;
  private int start;
  private int end;
  private int following;

  public LineCursor(String text) {
    this.text = text;
  }

  /** Moves to the next line; false after the last. */
  public boolean next() {
    if (following >= text.length()) {
      return false;
    }
    start = following;
    int newline = text.indexOf('\n', start);
    int stop = newline < 0 ? text.length() : newline;
    following = newline < 0 ? stop : newline + 1;
    end = stop > start && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
    return true;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** The line's first character; an empty line counts as a space. */
  char mark() {
    return start < end ? text.charAt(start) : ' ';
  }

  boolean empty() {
    return start == end;
  }

  public boolean startsWith(String prefix) {
    return text.startsWith(prefix, start);
  }

  boolean nextStartsWith(String prefix) {
    return text.startsWith(prefix, following);
  }

  /** The line without a prefix of that length. */
  public String after(int prefix) {
    return text.substring(Math.min(start + prefix, end), end);
  }
}
