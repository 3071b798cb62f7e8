package crossreview.cli;

import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = "Show the hosts that share the data directory, as one of them sees it.")
final class ClusterCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  ClusterCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Tree cluster = new Api(global.daemon(surroundings)).get("/cluster");
    if (global.json()) {
      surroundings.out().println(JsonWriter.of(cluster.map()));
    } else {
      lines(cluster).forEach(surroundings.out()::println);
    }
    return 0;
  }

  static List<String> lines(Tree cluster) {
    if (!cluster.flag("enabled")) {
      return List.of("one host, no cluster. docs/cluster.md says how to have several.");
    }
    List<Tree> hosts = cluster.trees("hosts");
    Tree hints = cluster.tree("hints");
    List<String> lines = new ArrayList<>();
    lines.add(
        Spelling.plural(hosts.size(), "host")
            + " there, "
            + cluster.number("minimum_members")
            + " needed to write; data on "
            + cluster.text("mount"));
    lines.addAll(Columns.of(cluster.map()));
    lines.add(
        cluster.text("node")
            + " took over "
            + Spelling.plural(cluster.number("runs_taken_over"), "run")
            + " and forwarded "
            + Spelling.plural(cluster.number("commands_forwarded"), "command")
            + "; news from others took "
            + hints.number("lag_p50_ms")
            + " ms (p50), "
            + hints.number("lag_p99_ms")
            + " ms (p99)");
    return lines;
  }
}
