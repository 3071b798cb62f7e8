package crossreview.diff;

import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.LineKind;
import java.util.Arrays;
import java.util.List;

/** The lines of a text with a position; a line keeps its carriage return. One thread. */
final class LineBuffer {
  private final String text;
  private final List<String> lines;
  private final boolean endsWithNewline;
  private int at;
  private int start;

  LineBuffer(String text) {
    this.text = text;
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
    String line = lines.get(at++);
    start += line.length() + 1;
    return line;
  }

  /** The next line as a line of a hunk, whose mark has so many characters. */
  DiffLine take(LineKind lineKind, int mark) {
    int from = start + mark;
    int to = start + take().length();
    return new DiffLine(lineKind, text, from, to);
  }
}
