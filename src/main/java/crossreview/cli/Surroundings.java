package crossreview.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command runs in.
 *
 * @param terminal whether stdout is a screen that a person looks at
 */
public record Surroundings(
    Path home,
    Path workingDirectory,
    Map<String, String> variables,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean terminal) {

  /**
   * Colours and a moving line: on a screen that can, unless NO_COLOR (no-color.org) asks for none.
   */
  boolean colours() {
    String noColour = variables.getOrDefault("NO_COLOR", "");
    return moving() && noColour.isEmpty();
  }

  boolean moving() {
    return terminal && !"dumb".equals(variables.get("TERM"));
  }

  int width() {
    try {
      return Math.max(40, Integer.parseInt(variables.getOrDefault("COLUMNS", "100")));
    } catch (NumberFormatException e) {
      return 100; // what most screens have
    }
  }
}
