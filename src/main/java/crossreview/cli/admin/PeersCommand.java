package crossreview.cli.admin;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.admin.LocalBackend.ProbeResult;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.OperationDescriptor;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.IndependenceRenderer;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = "Show the configured peers and how they have voted.")
public final class PeersCommand implements Callable<Integer> {
  private final CliContext cliContext;
  private final LocalBackend localBackend;

  public PeersCommand(CliContext cliContext, LocalBackend localBackend) {
    this.cliContext = cliContext;
    this.localBackend = localBackend;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Show the configured peers: kind, model, price, key. Needs no daemon.")
  int list(@Mixin GlobalOptions global) {
    Settings settings = global.settings(cliContext);
    JsonNode effective = JsonNode.of(settings.effective());
    List<JsonNode> peers = effective.trees("peers");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(settings.effective().get("peers")));
      return 0;
    }
    line("PEER", "KIND", "MODEL", "PRICE (USD/M in, out)", "KEY");
    for (JsonNode peer : peers) {
      line(
          peer.text("id"),
          peer.text("kind"),
          model(peer),
          price(peer),
          peer.text("key").isEmpty() ? "–" : peer.text("key"));
    }
    return 0;
  }

  private static String model(JsonNode peer) {
    return peer.text("model").isEmpty() ? "–" : peer.text("model");
  }

  private static String price(JsonNode peer) {
    JsonNode price = peer.tree("price");
    if (!price.text("input").isEmpty()) {
      return price.text("input") + ", " + price.text("output");
    }
    if (!peer.text("call_usd").isEmpty()) {
      return peer.text("call_usd") + " a call";
    }
    boolean asksForOne = !peer.text("profile").isEmpty() || peer.text("kind").equals("command");
    return asksForOne && peer.text("price").isEmpty() ? "not set: not called" : "free";
  }

  private void line(String id, String kind, String model, String price, String key) {
    String text =
        String.format(Locale.ROOT, "%-14s %-18s %-26s %-22s %s", id, kind, model, price, key);
    cliContext.out().println(JsonNode.safe(text.stripTrailing()));
  }

  @Command(
      name = "probe",
      mixinStandardHelpOptions = true,
      description = {
        "Ask each provider for its list of models; this costs nothing.",
        "It also reports what prevents a call: a missing key, price or program. With --live it"
            + " makes one minimal, paid call to each model."
      })
  int probe(
      @Mixin GlobalOptions global,
      @Option(
              names = "--live",
              description = "Make one small call to each model; this costs money.")
          boolean live) {
    localBackend.muteLogs();
    List<ProbeResult> all = localBackend.probe(global.settings(cliContext), live);
    for (ProbeResult probeResult : all) {
      if (global.json()) {
        cliContext.out().println(JsonWriter.of(tree(probeResult)));
      } else {
        String sign = probeResult.available() == null ? "?" : probeResult.available() ? "ok" : "no";
        String text =
            String.format(
                Locale.ROOT,
                "%-3s %-14s %-26s %6d ms  %s",
                sign,
                probeResult.peer(),
                probeResult.model(),
                probeResult.millis(),
                probeResult.note());
        cliContext.out().println(JsonNode.safe(text));
      }
    }
    return all.stream().anyMatch(probeResult -> Boolean.FALSE.equals(probeResult.available()))
        ? 1
        : 0;
  }

  @Command(
      name = "independence",
      mixinStandardHelpOptions = true,
      description = {
        "Show how many independent votes the votes of a panel are worth.",
        "The daemon counts how often reviewers agreed without knowing the votes of the others."
      })
  int independence(
      @Mixin GlobalOptions global,
      @Parameters(
              arity = "0..1",
              paramLabel = "PANEL",
              description = "The panel; by default the default panel.")
          @Nullable String panel) {
    ApiClient apiClient = global.client(cliContext);
    String query = panel == null ? "" : "?panel=" + OperationDescriptor.encoded(panel);
    JsonNode answer = apiClient.get("/independence" + query, "panel", "pairs");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer.map()));
    } else {
      IndependenceRenderer.lines(answer).forEach(cliContext.out()::println);
    }
    return 0;
  }

  private static Map<String, Object> tree(ProbeResult probeResult) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("peer", probeResult.peer());
    tree.put("model", probeResult.model());
    tree.put("available", probeResult.available());
    tree.put("model_listed", probeResult.listed());
    tree.put("latency_ms", probeResult.millis());
    tree.put("note", probeResult.note());
    return tree;
  }

  @Override
  public Integer call() {
    throw new CliException(
        CliProblem.NO_COMMAND,
        "give a subcommand: crossreview peers list, peers probe or peers independence");
  }
}
