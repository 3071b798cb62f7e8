package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
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
      })
  void whatHasAnEffectGetsAsFarAsTheMissingDaemon(String command) {
    CommandLineFixture line = new CommandLineFixture(home);
    int expected = command.startsWith("gate") ? 2 : 5; // a folder without a repository

    assertEquals(expected, line.run(command.split(" ")), line::said);
    assertTrue(!line.err().contains("no effect"), line.err());
  }
}
