package crossreview.cli.daemon;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import crossreview.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = {
      "Stop the daemon of the data directory; returns when its process has ended.",
      "Running reviews continue at the next start. Without a daemon there is nothing to do, and the"
          + " exit code is 0."
    })
public final class StopCommand implements Callable<Integer> {
  private static final Duration BEYOND = Duration.ofSeconds(5); // the end of the JVM itself

  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--now",
      description =
          "End the process without waiting for answers and queues; nothing that was answered is"
              + " lost.")
  private boolean now;

  public StopCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    Settings settings = global.settings(cliContext);
    Optional<RunningDaemon> daemon = RunningDaemon.of(global, cliContext);
    daemon.ifPresent(found -> found.stop(now, patience(settings)));
    print(settings, daemon.map(RunningDaemon::pid).orElse(null));
    return 0;
  }

  /** How long an orderly end may take. */
  static Duration patience(Settings settings) {
    return settings.shutdown().plus(BEYOND);
  }

  private void print(Settings settings, @Nullable Long pid) {
    if (global.json()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("stopped", pid != null);
      map.put("pid", pid);
      map.put("data_dir", settings.dataDir().toString());
      cliContext.out().println(JsonWriter.of(map));
    } else {
      cliContext
          .out()
          .println(
              JsonNode.safe(
                  pid == null
                      ? "no daemon runs on " + settings.dataDir() + "; nothing to stop"
                      : "stopped: process " + pid + ", data in " + settings.dataDir()));
    }
  }
}
