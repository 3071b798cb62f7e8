package crossreview.report.format;

/**
 * A picture as SVG inside a page of HTML, of a fixed width and with a text for screen readers. Its
 * colours are classes of the page. One thread.
 */
final class SvgCanvas {
  static final int WIDE = 900;
  static final int LEFT = 150; // for the names of rows
  static final int ROW = 22;

  private final MarkupBuilder out;

  /** Begins a picture; {@link #done} ends it. */
  SvgCanvas(MarkupBuilder out, int height, String says) {
    this.out = out;
    String box = "0 0 " + WIDE + " " + height;
    out.open("svg", "viewBox", box, "role", "img", "aria-label", says).raw("\n");
  }

  void done() {
    out.close();
  }

  /** A rectangle of a class. */
  void box(String style, int x, int y, int width, int height) {
    out.empty(
        "rect",
        "class",
        style,
        "x",
        String.valueOf(x),
        "y",
        String.valueOf(y),
        "width",
        String.valueOf(Math.max(2, width)),
        "height",
        String.valueOf(height),
        "rx",
        "3");
  }

  /** A horizontal line of a class. */
  void line(String style, int from, int to, int y) {
    String row = String.valueOf(y);
    String[] ends = {String.valueOf(from), String.valueOf(to)};
    out.empty("line", "class", style, "x1", ends[0], "x2", ends[1], "y1", row, "y2", row);
  }

  /** A text from x on. */
  void text(int x, int y, String value) {
    label(x, y, "start", value);
  }

  /** A text around x. */
  void middle(int x, int y, String value) {
    label(x, y, "middle", value);
  }

  /** The name of a row, before the picture. */
  void name(int y, String value) {
    label(LEFT - 8, y, "end", value);
  }

  private void label(int x, int y, String anchor, String value) {
    out.element(
        "text", value, "x", String.valueOf(x), "y", String.valueOf(y), "text-anchor", anchor);
  }
}
