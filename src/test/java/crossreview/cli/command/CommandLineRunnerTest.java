package crossreview.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliContext;
import crossreview.cli.CliContextFixture;
import crossreview.cli.admin.LocalBackend;
import crossreview.json.JsonReader;
import crossreview.model.ClusterProblem;
import crossreview.model.SessionId;
import crossreview.model.run.EndReason;
import crossreview.settings.Settings;
import crossreview.settings.reload.ReloadSource;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line without a daemon: help, usage, exit codes. */
class CommandLineRunnerTest {
  @TempDir Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private RuntimeException cannotServe;
  private Settings served;
  private List<String> refusals = List.of();

  private final class Daemons implements LocalBackend {
    @Override
    public Map<String, String> sandboxNotes(Settings settings) {
      return Map.of();
    }

    @Override
    public int serve(Settings settings, ReloadSource source) {
      if (cannotServe != null) {
        throw cannotServe;
      }
      served = settings;
      return 0;
    }

    @Override
    public DaemonHandle start(Settings settings) {
      throw new IllegalStateException("not in this test");
    }

    @Override
    public void importSessions(Settings settings, Path from, ImportListener importListener) {
      importListener.onSession("a-session", "imported", List.of("it has no task"));
    }

    @Override
    public List<ProbeResult> probe(Settings settings, boolean live) {
      return List.of(
          new ProbeResult("ada", "m-1", true, true, 12, "the model is listed"),
          new ProbeResult("bob", "m-2", live ? false : null, null, 0, "no key: set B"));
    }

    @Override
    public List<PanelReadiness> checkPanels(Settings settings) {
      return List.of(
          new PanelReadiness("default", List.of()), new PanelReadiness("other", refusals));
    }

    @Override
    public RepairResult repair(Settings settings, SessionId id) {
      return new RepairResult(List.of("made whole"), List.of(), Optional.empty());
    }

    @Override
    public void muteLogs() {
      // nothing is logged here
    }

    @Override
    public String version() {
      return "1.2.3";
    }
  }

  private int run(String... arguments) {
    return new CommandLineRunner(context(), new Daemons()).run(arguments);
  }

  private CliContext context() {
    return CliContextFixture.of(
        home,
        InputStream.nullInputStream(),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  /** The table of the manual: what a script may rely on. */
  @ParameterizedTest
  @EnumSource(EndReason.class)
  void theExitCodeOfEachReasonIsThatOfTheManual(EndReason endReason) {
    int expected =
        switch (endReason) {
          case UNANIMOUS_READY, ACCEPTED_BY_POLICY, CIRCULAR_FULL_ROTATION_NO_CHANGE, JUDGED -> 0;
          case MAX_ROUNDS_WITHOUT_UNANIMITY,
              NOTHING_NEW,
              NO_PROGRESS,
              OSCILLATION,
              QUORUM_FLOOR_NOT_MET,
              HANDED_BACK,
              CIRCULAR_MAX_ROTATIONS_EXCEEDED,
              NO_USABLE_REVISION ->
              1;
          case NOTHING_TO_REVIEW -> 2;
          case BUDGET_EXHAUSTED,
              NO_PRICE,
              WALL_CLOCK,
              PREFLIGHT_REFUSED,
              POLICY_VETO,
              SESSION_CANCELLED,
              RECOVERED_AFTER_RESTART,
              SESSION_LIMIT,
              CLOSED_BY_OPERATOR,
              IMPORTED,
              IDLE_SWEPT,
              STALE_NO_FINALIZE ->
              3;
        };

    assertEquals(expected, endReason.exitCode());
  }

  @Test
  void helpNamesEveryCommandAndTheExitCodes() {
    assertEquals(0, run("--help"));

    String help = out.toString(UTF_8);
    for (String command :
        List.of("review", "watch", "sessions", "show", "verify", "cancel", "serve", "config")) {
      assertTrue(help.contains("\n  " + command + " "), command + " in " + help);
    }
    assertTrue(help.contains("\nReview:\n  review "), help);
    assertFalse(help.contains("\nMore:\n"), () -> "commands without a group: " + help);
    assertTrue(help.contains("Exit codes: 0 approved"), help);
    assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reveiw x          | review",
        "review --modee=x  | --mode",
        "review            | FILE",
        "show a b          | b",
        "show              | ID",
        "cancel            | ID",
        "review - --max-rounds=many | many",
        "serve --set nonsense | nonsense",
        "serve --set http.prt=1 | the settings have 1 problem",
        "serve --set http.prt=1 | http.port",
        "serve --config missing.json | missing.json",
      })
  void wrongUsageIsSaidInAFewWordsWithExitCodeTwo(String line, String word) {
    assertEquals(2, run(line.strip().split(" +")), () -> err.toString(UTF_8));

    String said = err.toString(UTF_8);
    assertTrue(said.startsWith("crossreview: "), said);
    assertTrue(said.contains(word), said);
    assertTrue(said.lines().count() <= 3, said);
    assertEquals("", out.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sessions", "review change.diff", "watch", "show 7f3a", "cancel 7f3a"})
  void withoutADaemonItSaysHowToStartOne(String line) throws Exception {
    Files.writeString(home.resolve("change.diff"), "text\n");

    assertEquals(5, run((line + " --data-dir none").split(" ")), () -> err.toString(UTF_8));

    String said = err.toString(UTF_8);
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.contains("crossreview serve"), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reveiw x          | there is no command \"reveiw\", did you mean \"review\"? Help: ",
        "peers lst         | there is no command \"lst\", did you mean \"list\"?",
        "review --modee=x  | there is no option \"--modee\", did you mean \"--mode\"?",
        "reveiw --help     | there is no command \"reveiw\", did you mean \"review\"? Help: ",
        "-h reveiw         | there is no command \"reveiw\", did you mean \"review\"?",
        "peers lst --help  | there is no command \"lst\", did you mean \"list\"?",
        "xyzzy --version   | there is no command \"xyzzy\". Help: crossreview --help",
        "show 7f3a more    | there is one argument too many: \"more\"",
        "xyzzy             | there is no command \"xyzzy\". Help: crossreview --help",
      })
  void aMistypedWordIsNamedWithWhatWasProbablyMeant(String line, String said) {
    assertEquals(2, run(line.strip().split(" +")));

    assertTrue(err.toString(UTF_8).contains(said), err.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--set log.format=json config check --json",
        "config --set log.format=json check --json",
        "--json config --set=log.format=json check",
        "--output json config --set log.format=json check",
      })
  void commonOptionsMayComeBeforeTheWordsOfACommandToo(String line) throws Exception {
    assertEquals(0, run(line.split(" ")), () -> err.toString(UTF_8));

    Map<?, ?> settings = JsonReader.readObject(out.toString(UTF_8));
    assertEquals("json", ((Map<?, ?>) settings.get("log")).get("format"));
  }

  @Test
  void everyHelpTextIsMadeOfWholeSentences() {
    CommandLine root = new CommandLineRunner(context(), new Daemons()).commands();
    List<String> broken = new ArrayList<>();
    sentences("crossreview", root, broken);

    assertEquals(List.of(), broken);
  }

  private static void sentences(String name, CommandLine command, List<String> broken) {
    for (String text : command.getCommandSpec().usageMessage().description()) {
      if (!text.endsWith(".")) {
        broken.add(name + ": " + text);
      }
    }
    command
        .getCommandSpec()
        .options()
        .forEach(option -> {
          String text = String.join(" ", option.description());
          if (!text.matches(".*[.…]")) {
            broken.add(name + " " + option.longestName() + ": " + text);
          }
        });
    command.getSubcommands().forEach((word, sub) -> sentences(name + " " + word, sub, broken));
  }

  @Test
  void settingsWithWhichAPanelCouldNotReviewAreNotInOrder() throws Exception {
    assertEquals(0, run("config", "check"));
    refusals = List.of("no price, so no call: ada");

    assertEquals(1, run("config", "check"));
    assertEquals(1, run("config", "check", "--json"));

    String said = out.toString(UTF_8);
    assertTrue(said.contains("cannot review:\n  no price, so no call: ada\n"), said);
    Map<?, ?> settings = JsonReader.readObject(said.lines().toList().getLast());
    assertEquals(Map.of("default", List.of(), "other", refusals), settings.get("readiness"));
  }

  @Test
  void aHomeInWhichNoDaemonRanYetIsInOrder() {
    assertEquals(0, run("doctor"), () -> err.toString(UTF_8));

    assertTrue(out.toString(UTF_8).contains("0 sessions checked"), out.toString(UTF_8));
  }

  @Test
  void aDataDirectoryThatWasNamedMustBeThere() {
    assertEquals(2, run("doctor", "--data-dir", "typo"));

    assertTrue(err.toString(UTF_8).contains("typo: there is no such file"), err.toString(UTF_8));
  }

  @Test
  void howToStartTheDaemonRepeatsWhichOneIsMeant() throws Exception {
    Files.writeString(home.resolve("mine.json"), "{\"data_dir\":\"" + home.resolve("d") + "\"}");

    assertEquals(5, run("sessions", "--config", "mine.json", "--set", "log.level=warn"));

    String said = err.toString(UTF_8);
    assertTrue(
        said.contains("Start one: crossreview serve --config mine.json --set log.level=warn"),
        said);
  }

  @Test
  void aDaemonThatCannotStartIsOneLineAndForMachinesOneObject() throws Exception {
    cannotServe = ClusterProblem.CANNOT_LISTEN.exception("cannot listen on x:1: taken");

    assertEquals(5, run("serve", "--json"));

    assertEquals("crossreview: cannot listen on x:1: taken\n", err.toString(UTF_8));
    Map<?, ?> problem = (Map<?, ?>) JsonReader.read(out.toString(UTF_8));
    assertEquals("cannot_listen", problem.get("code"));
  }

  @Test
  void serveTakesDefaultsThenTheFileThenWhatIsSet() throws Exception {
    Files.writeString(
        home.resolve("mine.json"), "{\"http\":{\"port\":8001},\"limits\":{\"max_rounds\":5}}");

    assertEquals(0, run("serve", "--config", "mine.json", "--set", "limits.max_rounds=3"));

    assertEquals("127.0.0.1", served.http().host());
    assertEquals(8001, served.http().port());
    assertEquals(home.resolve(".local/share/crossreview"), served.dataDir());
    Map<?, ?> limits = (Map<?, ?>) served.effective().get("limits");
    assertEquals("3", String.valueOf(limits.get("max_rounds")));
  }

  @Test
  void theVersionIsSaid() {
    assertEquals(0, run("--version"));

    assertTrue(out.toString(UTF_8).contains("1.2.3"), out.toString(UTF_8));
  }
}
