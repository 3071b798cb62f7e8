package crossreview.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How wide the terminal of this process is, as {@code stty} says. Blocks for some milliseconds. */
public final class TerminalWidth {
  /** What most screens have, where none says its width. */
  public static final int USUAL = 80;

  private static final Path TERMINAL = Path.of("/dev/tty");
  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,5})\\s*");
  private static final long MILLIS_MAX = 500; // the width is not worth a longer wait

  private TerminalWidth() {}

  /** The columns of the controlling terminal; at least 1. */
  public static int columns() {
    try {
      return said(
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD));
    } catch (IOException e) {
      return USUAL; // no terminal, or no stty
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  /** What the program printed, if it ended in time. */
  static int said(ProcessBuilder stty) throws IOException, InterruptedException {
    Process process = stty.start();
    try {
      boolean ended = process.waitFor(MILLIS_MAX, TimeUnit.MILLISECONDS);
      byte[] size = ended ? process.getInputStream().readNBytes(100) : new byte[0];
      return parse(new String(size, StandardCharsets.US_ASCII));
    } finally {
      process.destroyForcibly(); // closes the stream too, so it comes last
    }
  }

  /** Rows and columns in decimal; a terminal that does not know its size says 0. */
  static int parse(String size) {
    Matcher matcher = SIZE.matcher(size);
    int columns = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    return columns > 0 ? columns : USUAL;
  }
}
