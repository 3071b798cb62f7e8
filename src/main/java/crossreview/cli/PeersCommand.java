package crossreview.cli;

import crossreview.cli.CommandLineDoor.Handed;
import crossreview.cli.CommandLineDoor.Handed.Probed;
import crossreview.json.JsonWriter;
import crossreview.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    description = "Look at the peers: those of the settings, and how they voted so far.")
final class PeersCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Handed handed;

  PeersCommand(Surroundings surroundings, Handed handed) {
    this.surroundings = surroundings;
    this.handed = handed;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Show who is configured: kind, model, price, key. Needs no daemon.")
  int list(@Mixin GlobalOptions global) {
    Settings settings = global.settings(surroundings);
    Tree effective = Tree.of(settings.effective());
    List<Tree> peers = effective.trees("peers");
    if (global.json()) {
      surroundings.out().println(JsonWriter.of(settings.effective().get("peers")));
      return 0;
    }
    line("PEER", "KIND", "MODEL", "PRICE (USD/M in, out)", "KEY");
    for (Tree peer : peers) {
      line(
          peer.text("id"),
          peer.text("kind"),
          model(peer),
          price(peer),
          peer.text("key").isEmpty() ? "–" : peer.text("key"));
    }
    return 0;
  }

  private static String model(Tree peer) {
    return peer.text("model").isEmpty() ? "–" : peer.text("model");
  }

  private static String price(Tree peer) {
    Tree price = peer.tree("price");
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
    surroundings.out().println(Tree.safe(text.stripTrailing()));
  }

  @Command(
      name = "probe",
      mixinStandardHelpOptions = true,
      description = {
        "Ask each provider for its list of models, which costs nothing. With --live one smallest"
            + " call is",
        "made to each model, and paid."
      })
  int probe(
      @Mixin GlobalOptions global,
      @Option(names = "--live", description = "Make one small call each; it costs money.")
          boolean live) {
    handed.quiet();
    List<Probed> all = handed.probe(global.settings(surroundings), live);
    for (Probed probed : all) {
      if (global.json()) {
        surroundings.out().println(JsonWriter.of(tree(probed)));
      } else {
        String sign = probed.available() == null ? "?" : probed.available() ? "ok" : "no";
        String text =
            String.format(
                Locale.ROOT,
                "%-3s %-14s %-26s %6d ms  %s",
                sign,
                probed.peer(),
                probed.model(),
                probed.millis(),
                probed.note());
        surroundings.out().println(Tree.safe(text));
      }
    }
    return all.stream().anyMatch(probed -> Boolean.FALSE.equals(probed.available())) ? 1 : 0;
  }

  @Command(
      name = "independence",
      mixinStandardHelpOptions = true,
      description = {
        "Ask the daemon how many independent votes a panel's votes amount to, by how often its"
            + " reviewers",
        "agreed before, each blind to the others."
      })
  int independence(
      @Mixin GlobalOptions global,
      @Parameters(arity = "0..1", paramLabel = "PANEL", description = "The default if absent.")
          String panel) {
    Api api = new Api(global.daemon(surroundings));
    String query = panel == null ? "" : "?panel=" + Described.encoded(panel);
    Tree answer = api.get("/independence" + query);
    if (global.json()) {
      surroundings.out().println(JsonWriter.of(answer.map()));
    } else {
      IndependencePage.lines(answer).forEach(surroundings.out()::println);
    }
    return 0;
  }

  private static Map<String, Object> tree(Probed probed) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("peer", probed.peer());
    tree.put("model", probed.model());
    tree.put("available", probed.available());
    tree.put("model_listed", probed.listed());
    tree.put("latency_ms", probed.millis());
    tree.put("note", probed.note());
    return tree;
  }

  @Override
  public Integer call() {
    throw CliFailure.usage(
        "no_command", "say what to do: crossreview peers list, peers probe or peers independence");
  }
}
