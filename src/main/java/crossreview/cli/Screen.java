package crossreview.cli;

import java.io.PrintStream;

/** Draws lines that stay and, on a terminal, one line below them that moves. */
final class Screen {
  private final PrintStream out;
  private final boolean moving;
  private final int width;
  private boolean drawn;

  Screen(Surroundings surroundings) {
    this.out = surroundings.out();
    this.moving = surroundings.moving();
    this.width = surroundings.width();
  }

  void line(String text) {
    clear();
    out.println(text);
    out.flush();
  }

  /** Replaces the moving line; an empty text removes it. */
  void move(String text) {
    if (!moving) {
      return;
    }
    clear();
    if (!text.isEmpty()) {
      out.print(text.length() >= width ? text.substring(0, width - 1) : text);
      drawn = true;
    }
    out.flush();
  }

  private void clear() {
    if (drawn) {
      out.print("\r\u001b[2K");
      drawn = false;
    }
  }
}
