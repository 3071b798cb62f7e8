package crossreview.cli.admin;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.DisplayFormats;
import crossreview.cli.render.TextTable;
import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = "Show the hosts that share the data directory, as one of them sees them.")
public final class ClusterCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  public ClusterCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    JsonNode cluster = global.client(cliContext).get("/cluster", "enabled");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(cluster.map()));
    } else {
      lines(cluster).forEach(cliContext.out()::println);
    }
    return 0;
  }

  static List<String> lines(JsonNode cluster) {
    if (!cluster.flag("enabled")) {
      return List.of("one host, no cluster. docs/cluster.md describes clusters.");
    }
    List<JsonNode> hosts = cluster.trees("hosts");
    JsonNode hints = cluster.tree("hints");
    List<String> lines = new ArrayList<>();
    lines.add(
        DisplayFormats.plural(hosts.size(), "host")
            + " there, "
            + cluster.number("minimum_members")
            + " needed to write; data on "
            + cluster.text("mount"));
    lines.addAll(TextTable.of(cluster.map()));
    lines.add(
        cluster.text("node")
            + " took over "
            + DisplayFormats.plural(cluster.number("runs_taken_over"), "run")
            + " and forwarded "
            + DisplayFormats.plural(cluster.number("commands_forwarded"), "command")
            + "; latency of hints from others "
            + hints.number("lag_p50_ms")
            + " ms (p50), "
            + hints.number("lag_p99_ms")
            + " ms (p99)");
    return lines;
  }
}
