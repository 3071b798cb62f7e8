package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An option that would have no effect is refused before anything is read or asked. */
class OptionConflictTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "review --session 7f3a --panel p       | --panel",
        "review --session 7f3a --task t x.diff | --task",
        "review --session 7f3a --focus f       | --focus",
        "review --session 7f3a --new           | --new",
        "review --mode review --accept-revision x.diff | --accept-revision",
        "review --mode review --max-rounds 3 x.diff | --max-rounds",
        "watch --accept-revision               | --accept-revision",
        "token create a --role operator --project p | --project",
        "gate --wait -1                        | --wait",
        "show 7f3a --report --final            | --report and --final",
        "show 7f3a --final --changes           | --final and --changes",
        "sessions --output table --json        | --output table",
        "review x.diff --output markdown       | --output markdown",
        "sessions --output sarif=a             | --output FORMAT=FILE",
        "show 7f3a --output sarif=-            | --output",
        "show 7f3a --output junit=a --output sarif=a | --output",
        "show 7f3a --output junit=a --report   | --report and --output junit=FILE",
      })
  void itIsNamedWithExitCodeTwo(String command, String option) throws Exception {
    CommandLineFixture line = new CommandLineFixture(home);
    String all = command.contains("--json") ? command : command + " --json";

    assertEquals(2, line.run(all.split(" ")), line::said);
    Map<?, ?> problem = (Map<?, ?>) JsonReader.read(line.out());
    assertEquals("option_conflict", problem.get("code"));
    assertTrue(line.err().contains(option), line.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sarif=away/a.sarif", "html=folder", "junit=shut/a.xml"})
  void aFileThatCannotBeWrittenIsRefusedBeforeTheReview(String output) throws Exception {
    Path text = Files.writeString(home.resolve("x.diff"), "text\n");
    Files.createDirectory(home.resolve("folder"));
    Path shut = Files.createDirectory(home.resolve("shut"));
    Files.createDirectory(shut.resolve("a.xml")); // root may write where it must not
    CommandLineFixture line = new CommandLineFixture(home);

    assertEquals(2, line.run("review", text.toString(), "--json", "--output", output), line::said);
    assertEquals("cannot_write", ((Map<?, ?>) JsonReader.read(line.out())).get("code"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sarif    | needs a file: sarif=FILE",
        "pdf=a    | is not a format of a file; there are sarif, junit",
        "sarif=   | names no file",
        "xml      | is not json, table or markdown, and not FORMAT=FILE",
      })
  void aFormatThatDoesNotExistIsNamedWithThoseThatDo(String output, String said) {
    CommandLineFixture line = new CommandLineFixture(home);

    assertEquals(2, line.run("show", "7f3a", "--output", output), line::said);
    assertTrue(line.err().contains(said), line.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "review --session 7f3a --mode review --accept-revision", // an earlier run may have revised
        "review --session 7f3a --mode review --max-rounds 3",
        "sessions --set log.level=debug", // no daemon runs, and the answer says how to start one
        "review --session 7f3a --no-suppressions",
        "gate --wait 0",
        "show 7f3a --report",
        "sessions --json --output json",
        "sessions --output table",
        "show 7f3a --output sarif=a.sarif --output agent=-",
        "show 7f3a --json --output sarif=a.sarif",
      })
  void whatHasAnEffectGetsAsFarAsTheMissingDaemon(String command) {
    CommandLineFixture line = new CommandLineFixture(home);
    int expected = command.startsWith("gate") ? 2 : 5; // a folder without a repository

    assertEquals(expected, line.run(command.split(" ")), line::said);
    assertTrue(!line.err().contains("no effect"), line.err());
  }
}
