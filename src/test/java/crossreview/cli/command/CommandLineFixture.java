package crossreview.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliContextFixture;
import crossreview.cli.admin.LocalBackend;
import crossreview.model.SessionId;
import crossreview.settings.Settings;
import crossreview.settings.reload.ReloadSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line in this process, for commands that ask a daemon. */
final class CommandLineFixture {
  private final Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Map<String, String> variables = Map.of();
  private String in = "";

  CommandLineFixture(Path home) {
    this.home = home;
  }

  /** What the commands that follow read on stdin. */
  CommandLineFixture reading(String text) {
    in = text;
    return this;
  }

  /** The environment of the commands that follow. */
  CommandLineFixture with(Map<String, String> environment) {
    variables = environment;
    return this;
  }

  /** Runs one command; its output replaces that of the one before. */
  int run(String... arguments) {
    out.reset();
    err.reset();
    return new CommandLineRunner(
            CliContextFixture.of(
                home,
                variables,
                new ByteArrayInputStream(in.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8)),
            new NoBackend())
        .run(arguments);
  }

  /** What runs inside the process of the commands. */
  LocalBackend backend() {
    return new NoBackend();
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  /** Both, for the message of an assertion. */
  String said() {
    return out() + err();
  }

  /** Does what needs no daemon, and nothing. */
  private static final class NoBackend implements LocalBackend {
    @Override
    public Map<String, String> sandboxNotes(Settings settings) {
      return Map.of();
    }

    @Override
    public List<PanelReadiness> checkPanels(Settings settings) {
      return List.of();
    }

    @Override
    public int serve(Settings settings, ReloadSource source) {
      return 0;
    }

    @Override
    public DaemonHandle start(Settings settings) {
      throw new IllegalStateException("no daemon is started in this test");
    }

    @Override
    public void importSessions(Settings settings, Path from, ImportListener importListener) {
      importListener.onSession("a-session", "imported", List.of());
    }

    @Override
    public List<ProbeResult> probe(Settings settings, boolean live) {
      return List.of();
    }

    @Override
    public RepairResult repair(Settings settings, SessionId id) {
      return new RepairResult(List.of(), List.of(), Optional.empty());
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
}
