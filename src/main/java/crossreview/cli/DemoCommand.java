package crossreview.cli;

import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Review a shipped change with a daemon of its own: offline, without a key, in a temporary folder.")
final class DemoCommand implements Callable<Integer> {
  private static final String CHANGE = "/demo/change.diff";

  private final Surroundings surroundings;
  private final CommandLineDoor.Handed handed;

  @Option(names = "--json", description = "For machines: the events, one a line, then the result.")
  private boolean json;

  DemoCommand(Surroundings surroundings, CommandLineDoor.Handed handed) {
    this.surroundings = surroundings;
    this.handed = handed;
  }

  @Override
  public Integer call() throws IOException {
    Path dir = Files.createTempDirectory("crossreview-demo-");
    handed.quiet();
    ReviewFlow.Result result;
    try (CommandLineDoor.Handed.Running daemon = handed.start(settings(dir))) {
      Api api = new Api(DaemonAddress.local(dir));
      say("  daemon listening at " + api.address().url() + ", data in " + dir);
      say("");
      ReviewFlow flow = new ReviewFlow(api, surroundings, json);
      Map<String, Object> opening =
          Map.of("task", "Review change.diff: retries for the invoice client");
      result = flow.run(new ReviewFlow.Wish(change(), null, opening, Map.of()));
    }
    say("");
    say("  daemon stopped; the session stays in " + dir);
    return result.exitCode() == 0 && !result.verified() ? 1 : result.exitCode();
  }

  private void say(String line) {
    if (!json) {
      surroundings.out().println(line);
    }
  }

  /** The shipped settings, on a data directory and a port of their own. */
  private Settings settings(Path dir) {
    List<String> sets = List.of("data_dir=" + dir, "http.port=0", "log.level=warn");
    return switch (SettingsReader.read(Map.of(), sets, surroundings.home())) {
      case SettingsReader.Loaded.Complete complete -> complete.settings();
      case SettingsReader.Loaded.Faulty faulty ->
          throw new IllegalStateException("the shipped settings are wrong: " + faulty.faults());
    };
  }

  private static Material change() throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream(CHANGE)) {
      return Material.of(new String(in.readAllBytes(), StandardCharsets.UTF_8), "change.diff");
    }
  }
}
