package crossreview.cli.daemon;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.client.DaemonAddress.LocalAddress;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import crossreview.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said of a daemon that was started, or was there. */
final class StartReport {
  private StartReport() {}

  static void print(
      CliContext cliContext,
      GlobalOptions global,
      Path dataDir,
      DaemonLauncher.LaunchOutcome outcome) {
    DaemonAddress address = outcome.address();
    long pid = address instanceof LocalAddress local ? local.pid() : 0;
    if (global.json()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("started", outcome.started());
      map.put("url", address.display());
      map.put("pid", pid);
      map.put("data_dir", dataDir.toString());
      map.put("log", Settings.logFile(dataDir).toString());
      cliContext.out().println(JsonWriter.of(map));
      return;
    }
    cliContext
        .out()
        .println(
            JsonNode.safe(
                (outcome.started() ? "started: " : "runs already: ")
                    + address.display()
                    + ", process "
                    + pid
                    + ", data in "
                    + dataDir));
  }
}
