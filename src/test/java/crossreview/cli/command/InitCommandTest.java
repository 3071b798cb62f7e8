package crossreview.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliContext;
import crossreview.cli.CliContextFixture;
import crossreview.json.JsonReader;
import crossreview.offline.PanelCheck;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult.ValidSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code crossreview init}: options, answers at a terminal, and what is refused. */
class InitCommandTest {
  @TempDir Path home;
  private CommandLineFixture line;
  private Path file;

  @BeforeEach
  void place() {
    line = new CommandLineFixture(home);
    file = home.resolve(".config/crossreview/crossreview.json");
  }

  private Settings written() throws Exception {
    Map<String, Object> tree = JsonReader.readObject(Files.readAllBytes(file));
    SettingsReader.SettingsResult result = SettingsReader.read(tree, List.of(), home);
    return ((ValidSettings) result).settings();
  }

  @Test
  void optionsMakeAFileThatTheCheckOfPanelsAccepts() throws Exception {
    assertEquals(0, line.run("init", "--model", "ollama=qwen3:32b"), line::said);

    Settings settings = written();
    assertEquals("main", settings.defaultPanel());
    assertEquals(List.of("ollama", "secrets"), settings.panel("main").peers());
    PanelCheck.run(settings)
        .forEach(readiness -> assertEquals(List.of(), readiness.problems(), readiness.panel()));
    assertTrue(line.out().contains("written " + file + ", where every command finds it"));
    assertTrue(line.out().contains("  crossreview config check\n"), line::said);
    Path folder = file.getParent();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void theStandardPlaceIsThatOfTheVariable() throws Exception {
    line.with(Map.of("XDG_CONFIG_HOME", home.resolve("etc").toString()));

    assertEquals(0, line.run("init", "--model", "ollama=m"), line::said);

    assertTrue(Files.exists(home.resolve("etc/crossreview/crossreview.json")), line::said);
  }

  @ParameterizedTest
  @CsvSource({"., crossreview.json", "--config team.json, team.json", "sub, sub/crossreview.json"})
  void aFileOrDirectoryThatIsNamedIsMeant(String named, String expected) throws Exception {
    Files.createDirectory(home.resolve("sub"));

    assertEquals(0, line.run(("init --model ollama=m " + named).split(" ")), line::said);

    assertTrue(Files.exists(home.resolve(expected)), line::said);
    assertTrue(line.out().contains("crossreview start --config " + expected + "\n"), line::said);
  }

  @Test
  void agentsModelsPricesKeysAndCeilingsComeToTheFile() throws Exception {
    int exit =
        line.run(
            ("init team.json --agent claude --agent codex --model openai=m1 --price openai=1.25,10"
                    + " --key openai=variable:TEAM_KEY --panel team --session-usd 5 --day-usd 20")
                .split(" "));

    assertEquals(0, exit, line::said);
    file = home.resolve("team.json");
    Settings settings = written();
    assertEquals(List.of("claude", "codex", "openai", "secrets"), settings.panel("team").peers());
    assertEquals("5", settings.limits().sessionUsd().toString());
    String text = Files.readString(file);
    assertTrue(text.contains("TEAM_KEY"), text);
    assertTrue(text.contains("--skip-git-repo-check"), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          init                                                  | there is no terminal to ask at
          init --agent cat --session-usd 1                      | must be one of claude, codex, gemini
          init --agent claude                                   | --session-usd
          init --model openai=m --session-usd 1                 | --price openai=IN,OUT
          init --model openai=m --price openai=1 --session-usd 1 | nothing was written
          init --model nosuch=m --price nosuch=free             | nothing was written
          init --model ollama=m --key ollama=sk-aaaa            | the key itself is never written
          init --model ollama=m --price openai=1,2              | --price openai has no --model
          init --agent claude --session-usd much                | nothing was written
          """)
  void whatIsMissingOrWrongIsSaidAndNothingIsWritten(String command, String said)
      throws IOException {
    assertEquals(2, line.run(command.strip().split(" ")), line::said);

    assertTrue(line.err().contains(said), line::said);
    try (Stream<Path> all = Files.list(home)) {
      assertEquals(List.of(), all.toList());
    }
  }

  @Test
  void anExistingFileIsNeverOverwritten() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");

    assertEquals(2, line.run("init", "--model", "ollama=m"), line::said);

    assertEquals("mine", Files.readString(file));
    assertTrue(line.err().contains("exists already"), line::said);
  }

  @Test
  void aTerminalIsAskedAboutWhatIsInstalledAndWhoseKeysAreThere() throws Exception {
    program("codex");
    program("ollama");
    String said = asked("y\nm1\n1.25,10\nqwen3\n0.25\n\n\n\n");

    assertTrue(said.contains("Use codex, which is installed"), said);
    assertFalse(said.contains("claude"), said);
    assertTrue(said.contains("Model of openai (key in OPENAI_API_KEY"), said);
    assertFalse(said.contains("not-a-real-value"), said);
    Settings settings = written();
    assertEquals(List.of("codex", "openai", "ollama", "secrets"), settings.panel("main").peers());
    assertFalse(Files.readString(file).contains("not-a-real-value"));
  }

  @Test
  void answersThatEndEarlyWriteNothing() throws Exception {
    program("codex");

    String said = asked("y\n");

    assertTrue(said.contains("the answers ended"), said);
    assertFalse(Files.exists(file));
  }

  private void program(String name) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  /** Runs it at a terminal that types these lines; what it said. */
  private String asked(String typed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream screen = new PrintStream(out, true, UTF_8);
    CliContext piped =
        CliContextFixture.of(
            home,
            Map.of("PATH", home.resolve("bin").toString(), "OPENAI_API_KEY", "not-a-real-value"),
            new ByteArrayInputStream(typed.getBytes(UTF_8)),
            screen,
            screen);
    CliContext terminal =
        new CliContext(
            piped.home(),
            piped.workingDirectory(),
            piped.variables(),
            piped.in(),
            piped.out(),
            piped.err(),
            80,
            piped.clock(),
            piped.ticker(),
            piped.random());
    new CommandLineRunner(terminal, line.backend()).run("init");
    return out.toString(UTF_8);
  }
}
