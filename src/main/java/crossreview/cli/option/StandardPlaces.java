package crossreview.cli.option;

import crossreview.cli.CliContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where settings and data are when nobody says so, after the XDG Base Directory Specification and
 * the Filesystem Hierarchy Standard. Looks at files.
 *
 * @param home of the user
 * @param variables the environment; a place in it that is not absolute counts as none
 * @param machine the settings of the machine
 */
public record StandardPlaces(Path home, Map<String, String> variables, Path machine) {
  /** What a settings file is called in each of them. */
  public static final String SETTINGS = "crossreview.json";

  private static final String NAME = "crossreview";
  private static final Path MACHINE = Path.of("/etc", NAME, SETTINGS);

  /** Those of the user who runs a command. */
  public static StandardPlaces of(CliContext cliContext) {
    return new StandardPlaces(cliContext.home(), cliContext.variables(), MACHINE);
  }

  /** The settings of the user; where they are, or would be. */
  public Path userSettings() {
    return place("XDG_CONFIG_HOME", ".config").resolve(SETTINGS);
  }

  /**
   * The settings that are in force without {@code --config}: the user's, else the machine's where
   * this user may read them. A service's settings are readable for its user alone, whose commands
   * find its daemon with them.
   */
  public Optional<Path> settings() {
    Path own = userSettings();
    return Files.exists(own) ? Optional.of(own) : Optional.of(machine).filter(Files::isReadable);
  }

  /** Where the data directory is that no setting names. */
  public Path data() {
    Path named = place("XDG_DATA_HOME", ".local/share");
    return earlier(named) ? usualData() : named;
  }

  /**
   * What a user has to know about the place of the data; empty where there is nothing.
   *
   * @param dataDir which one is used
   */
  public List<String> notes(Path dataDir) {
    Path named = place("XDG_DATA_HOME", ".local/share");
    return dataDir.equals(usualData()) && earlier(named)
        ? List.of(
            "the data stays in "
                + usualData()
                + ", where an earlier version made it; XDG_DATA_HOME would have it in "
                + named
                + ": stop the daemon and move it there, or set data_dir")
        : List.of();
  }

  /** Whether the data was made before the variable counted. */
  private boolean earlier(Path named) {
    return Files.notExists(named) && Files.isDirectory(usualData());
  }

  private Path usualData() {
    return home.resolve(".local/share").resolve(NAME);
  }

  private Path place(String variable, String usual) {
    Path named = absolute(variables.getOrDefault(variable, ""));
    return (named == null ? home.resolve(usual) : named).resolve(NAME);
  }

  private static @Nullable Path absolute(String place) {
    boolean usable = place.startsWith("/") && place.indexOf('\0') < 0;
    return usable ? Path.of(place) : null;
  }
}
