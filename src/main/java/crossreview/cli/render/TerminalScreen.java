package crossreview.cli.render;

import crossreview.cli.CliContext;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Draws lines that stay and, on a terminal, one line below them that moves. */
public final class TerminalScreen {
  private final PrintStream out;
  private final boolean moving;
  private final int width;
  private boolean drawn;

  public TerminalScreen(CliContext cliContext) {
    this.out = cliContext.out();
    this.moving = cliContext.animated();
    this.width = cliContext.width();
  }

  public void line(@Nullable String text) {
    clear();
    out.println(text);
    out.flush();
  }

  /** Replaces the moving line; an empty text removes it. */
  public void updateStatus(String text) {
    if (!moving) {
      return;
    }
    clear();
    if (!text.isEmpty()) {
      out.print(DisplayFormats.fitting(text, width - 1)); // the last column would wrap
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
