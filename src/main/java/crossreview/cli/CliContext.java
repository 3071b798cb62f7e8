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
 * @param columns how wide the screen is that stdout goes to, or 0 when it goes to none
 * @param random where keys of commands come from, so that two command lines never share one
 */
public record CliContext(
    Path home,
    Path workingDirectory,
    Map<String, String> variables,
    InputStream in,
    PrintStream out,
    PrintStream err,
    int columns,
    Clock clock,
    Ticker ticker,
    RandomGenerator random) {
  private static final int WIDTH_USUAL = 80;
  private static final int WIDTH_MIN = 20; // below it no line says anything

  /** The same where stdout is taken by something else: what is for people goes to stderr. */
  public CliContext onStderr() {
    return new CliContext(
        home, workingDirectory, variables, in, err, err, 0, clock, ticker, random);
  }

  /** The same in another folder. */
  public CliContext in(Path folder) {
    return new CliContext(home, folder, variables, in, out, err, columns, clock, ticker, random);
  }

  /** A unique key for commands: 128 random bits. */
  public String freshKey() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** Says something on stderr that is not a failure. */
  public void note(String text) {
    err.println("crossreview: note: " + text);
  }

  /**
   * Colours and a moving line: on a screen that can, unless NO_COLOR (no-color.org) asks for none.
   */
  public boolean colours() {
    String noColour = variables.getOrDefault("NO_COLOR", "");
    return animated() && noColour.isEmpty();
  }

  public boolean animated() {
    return columns > 0 && !"dumb".equals(variables.get("TERM"));
  }

  /** How wide lines may be: COLUMNS, else the screen, else what most screens have. */
  public int width() {
    int screen = columns > 0 ? columns : WIDTH_USUAL;
    try {
      int wanted = Integer.parseInt(variables.getOrDefault("COLUMNS", String.valueOf(screen)));
      return Math.max(WIDTH_MIN, wanted);
    } catch (NumberFormatException e) {
      return Math.max(WIDTH_MIN, screen);
    }
  }
}
