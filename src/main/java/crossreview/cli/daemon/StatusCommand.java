package crossreview.cli.daemon;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.DaemonAddress.LocalAddress;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import crossreview.lock.LinuxProcessTable.ProcessState;
import crossreview.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Show how the daemon of the data directory is doing.",
      "Exit codes, as for any service (LSB): 0 it runs, 3 it does not, 4 that cannot be known."
    })
public final class StatusCommand implements Callable<Integer> {
  static final int NOT_RUNNING = 3;
  static final int UNKNOWN = 4;

  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  public StatusCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    Settings settings = global.settings(cliContext);
    try {
      return RunningDaemon.recorded(global, cliContext)
          .map(this::shown)
          .orElseGet(() ->
              say(
                  NOT_RUNNING,
                  "not running: no daemon runs on "
                      + settings.dataDir()
                      + ". Start it: "
                      + global.startCommand()));
    } catch (CliException unknown) {
      return say(UNKNOWN, "unknown: " + unknown.getMessage());
    }
  }

  private int shown(LocalAddress daemon) {
    if (daemon.state() == ProcessState.ENDED) {
      return say(
          NOT_RUNNING,
          "not running: process "
              + daemon.pid()
              + " ended without stopping (killed, a crash or a power cut); reviews continue at the"
              + " next start. Start it: "
              + global.startCommand());
    }
    if (!DaemonLauncher.answers(daemon)) {
      return say(
          UNKNOWN, "unknown: process " + daemon.pid() + " does not answer at " + daemon.socket());
    }
    ApiClient client = new ApiClient(daemon, cliContext::freshKey, cliContext::note);
    JsonNode status = client.get("/status", "pid", "uptime_seconds");
    if (global.json()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("state", "running");
      map.put("url", daemon.url());
      map.put("data_dir", daemon.dataDir().toString());
      status.map().forEach((name, value) -> map.put((String) name, value));
      cliContext.out().println(JsonWriter.of(map));
    } else {
      StatusText.lines(status, daemon.url(), daemon.dataDir().toString())
          .forEach(cliContext.out()::println);
    }
    return 0;
  }

  private int say(int code, String text) {
    if (global.json()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("state", code == NOT_RUNNING ? "not_running" : "unknown");
      map.put("message", text);
      cliContext.out().println(JsonWriter.of(map));
    } else {
      cliContext.out().println(JsonNode.safe(text));
    }
    return code;
  }
}
