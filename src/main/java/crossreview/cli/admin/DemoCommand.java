package crossreview.cli.admin;

import crossreview.cli.CliContext;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.DaemonLookup;
import crossreview.cli.review.ArtifactInput;
import crossreview.cli.review.ReviewFlow;
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
        "Review an example change with a temporary daemon: offline, without a key, in a temporary"
            + " folder.")
public final class DemoCommand implements Callable<Integer> {
  private static final String CHANGE = "/demo/change.diff";

  private final CliContext cliContext;
  private final LocalBackend localBackend;

  @Option(names = "--json", description = "JSON output: each event on one line, then the result.")
  private boolean json;

  public DemoCommand(CliContext cliContext, LocalBackend localBackend) {
    this.cliContext = cliContext;
    this.localBackend = localBackend;
  }

  @Override
  public Integer call() throws IOException {
    Path dir = Files.createTempDirectory("crossreview-demo-");
    localBackend.muteLogs();
    ReviewFlow.ReviewResult reviewResult;
    try (LocalBackend.DaemonHandle daemon = localBackend.start(settings(dir))) {
      ApiClient apiClient =
          new ApiClient(
              DaemonLookup.find(dir, dir.resolve("operator.token"), "crossreview serve"),
              cliContext::freshKey,
              cliContext::note);
      print("  daemon listening at " + apiClient.address().display() + ", data in " + dir);
      print("");
      ReviewFlow flow = new ReviewFlow(apiClient, cliContext, json);
      Map<String, Object> opening =
          Map.of("task", "Review change.diff: retries for the invoice client");
      reviewResult =
          flow.run(
              new ReviewFlow.ReviewRequest(
                  change(), null, true, List.of(), List.of(), opening, Map.of()));
    }
    print("");
    print("  daemon stopped; the session is kept in " + dir);
    return reviewResult.exitCode() == 0 && !reviewResult.verified() ? 1 : reviewResult.exitCode();
  }

  private void print(String line) {
    if (!json) {
      cliContext.out().println(line);
    }
  }

  /** The shipped settings, on a data directory and a port of their own. */
  private Settings settings(Path dir) {
    // The review itself says what matters; warnings would stand between its lines.
    List<String> sets = List.of("data_dir=" + dir, "http.port=0", "log.level=error");
    return switch (SettingsReader.read(Map.of(), sets, cliContext.home())) {
      case SettingsReader.SettingsResult.ValidSettings validSettings -> validSettings.settings();
      case SettingsReader.SettingsResult.InvalidSettings invalidSettings ->
          throw new IllegalStateException(
              "the shipped settings are wrong: " + invalidSettings.faults());
    };
  }

  private static ArtifactInput change() throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream(CHANGE)) {
      return ArtifactInput.of(
          new String(in.readAllBytes(), StandardCharsets.UTF_8), "change.diff", List.of());
    }
  }
}
