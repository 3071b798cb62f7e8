package crossreview.cli;

import crossreview.time.Clock;
import crossreview.time.Ticker;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a command runs in.
 *
 * @param terminal whether stdout is a screen that a person looks at
 * @param random where keys of commands come from, so that two command lines never share one
 */
public record CliContext(
    Path home,
    Path workingDirectory,
    Map<String, String> variables,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Clock clock,
    Ticker ticker,
    RandomGenerator random) {
  /** A key for commands that nobody else uses: 128 random bits. */
  public String freshKey() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /**
   * Colours and a moving line: on a screen that can, unless NO_COLOR (no-color.org) asks for none.
   */
  public boolean colours() {
    String noColour = variables.getOrDefault("NO_COLOR", "");
    return animated() && noColour.isEmpty();
  }

  public boolean animated() {
    return terminal && !"dumb".equals(variables.get("TERM"));
  }

  public int width() {
    try {
      return Math.max(40, Integer.parseInt(variables.getOrDefault("COLUMNS", "80")));
    } catch (NumberFormatException e) {
      return 80; // no terminal is narrower; a moving line that wraps cannot be taken back
    }
  }
}
