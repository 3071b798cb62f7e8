package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.option.StandardPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings and data are when nobody says so. */
class StandardPlacesTest {
  @TempDir Path home;
  private CommandLineFixture line;

  @BeforeEach
  void begin() {
    line = new CommandLineFixture(home);
  }

  private Path settings(String folder, String text) throws IOException {
    Path file = home.resolve(folder).resolve("crossreview.json");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String effective(String key, String... options) {
    String[] arguments = new String[2 + options.length];
    arguments[0] = "config";
    arguments[1] = "check";
    System.arraycopy(options, 0, arguments, 2, options.length);
    assertEquals(0, line.run(arguments), line::said);
    return line.out()
        .lines()
        .filter(text -> text.startsWith(key + " "))
        .map(text -> text.substring(key.length()).strip())
        .findFirst()
        .orElseThrow(() -> new AssertionError(line.said()));
  }

  private static String quoted(Path path) {
    return '"' + path.toString() + '"';
  }

  @Test
  void theUsersSettingsAreInForceWithoutAnOption() throws IOException {
    settings(".config/crossreview", "{\"limits\": {\"max_rounds\": 3}}");

    assertEquals("3", effective("limits.max_rounds"));
  }

  @Test
  void aNamedFileReplacesThemAndASingleValueWinsOverThem() throws IOException {
    settings(".config/crossreview", "{\"limits\": {\"max_rounds\": 3}}");
    Path other = settings("other", "{}");

    assertEquals("8", effective("limits.max_rounds", "--config", other.toString()));
    assertEquals("5", effective("limits.max_rounds", "--set", "limits.max_rounds=5"));
  }

  @Test
  void variablesNameOtherPlaces() throws IOException {
    settings("conf/crossreview", "{\"limits\": {\"max_rounds\": 4}}");
    line.with(
        Map.of(
            "XDG_CONFIG_HOME", home.resolve("conf").toString(),
            "XDG_DATA_HOME", home.resolve("share").toString()));

    assertEquals("4", effective("limits.max_rounds"));
    assertEquals(quoted(home.resolve("share/crossreview")), effective("data_dir"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "share", "../share"})
  void aPlaceThatIsNotAbsoluteCountsAsNone(String place) {
    line.with(Map.of("XDG_CONFIG_HOME", place, "XDG_DATA_HOME", place));

    assertEquals(quoted(home.resolve(".local/share/crossreview")), effective("data_dir"));
  }

  @Test
  void aDataDirectoryOfTheSettingsWinsOverTheVariable() throws IOException {
    settings(".config/crossreview", "{\"data_dir\": \"~/reviews\"}");
    line.with(Map.of("XDG_DATA_HOME", home.resolve("share").toString()));

    assertEquals("\"~/reviews\"", effective("data_dir"));
  }

  @Test
  void whatAnEarlierVersionMadeStaysInUseAndAStartSaysSo() throws IOException {
    Path earlier = Files.createDirectories(home.resolve(".local/share/crossreview"));
    line.with(Map.of("XDG_DATA_HOME", home.resolve("share").toString()));

    assertEquals(quoted(earlier), effective("data_dir"));
    assertEquals("", line.err());

    assertEquals(0, line.run("serve"), line::said);
    assertTrue(line.err().contains("the data stays in " + earlier), line::said);

    assertEquals(0, line.run("serve", "--data-dir", earlier.toString()), line::said);
    assertEquals("", line.err());

    Files.createDirectories(home.resolve("share/crossreview"));
    assertEquals(0, line.run("serve"), line::said);
    assertEquals("", line.err());
  }

  @Test
  void aMistakeInThemIsSaidWithTheirName() throws IOException {
    Path file = settings(".config/crossreview", "{\"limits\": {\"max_rounds\": 0}}");

    assertEquals(2, line.run("config", "check"), line::said);

    assertTrue(line.err().contains(file + " has 1 problem"), line::said);
    assertTrue(line.err().contains("limits.max_rounds"), line::said);
  }

  @Test
  void aDirectoryInTheirPlaceIsRefused() throws IOException {
    Files.createDirectories(home.resolve(".config/crossreview/crossreview.json"));

    assertEquals(2, line.run("config", "check"), line::said);

    assertTrue(line.err().contains("cannot read " + home.resolve(".config")), line::said);
  }

  @Test
  void theSettingsOfTheMachineAreForThoseWhoHaveNone() throws IOException {
    Path machine = settings("etc", "{}");
    StandardPlaces places = new StandardPlaces(home, Map.of(), machine);

    assertEquals(Optional.of(machine), places.settings());

    Path own = settings(".config/crossreview", "{}");
    assertEquals(Optional.of(own), places.settings());
    assertFalse(
        new StandardPlaces(home.resolve("nobody"), Map.of(), home.resolve("none"))
            .settings()
            .isPresent());
  }
}
