package crossreview.diff;

import java.util.Arrays;
import java.util.List;

/** The lines of a text with a position; a line keeps its carriage return. One thread. */
final class LineBuffer {
  private final List<String> lines;
  private final boolean endsWithNewline;
  private int at;

  LineBuffer(String text) {
    endsWithNewline = text.endsWith("\n");
    String body = endsWithNewline ? text.substring(0, text.length() - 1) : text;
    lines = Arrays.asList(body.split("\n", -1));
  }

  boolean endsWithNewline() {
    return endsWithNewline;
  }

  boolean atEnd() {
    return at >= lines.size();
  }

  /** The 1-based number of the next line. */
  int row() {
    return at + 1;
  }

  /** The next line without taking it; empty after the end. */
  String peek() {
    return peek(0);
  }

  /** A later line; empty after the end. */
  String peek(int ahead) {
    return at + ahead < lines.size() ? lines.get(at + ahead) : "";
  }

  boolean startsWith(String prefix) {
    return peek().startsWith(prefix);
  }

  String take() {
    return lines.get(at++);
  }
}
