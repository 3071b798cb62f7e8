package crossreview.cli;

import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description = {
      "Ask judges of the panel whether new material answers items of the evidence checklist. One"
          + " judge",
      "decides alone, several must agree. Waits for their rulings."
    })
final class JudgeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "ID", description = "The session, or how its id begins.")
  private String id;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ITEM",
      description = "At most 4; those that can be judged if absent.")
  private List<String> items = new ArrayList<>();

  @Option(
      names = "--by",
      required = true,
      split = ",",
      paramLabel = "PEER",
      description = "The judges, separated by commas.")
  private List<String> judges;

  @Option(names = "--shadow", description = "Only record what they say.")
  private boolean shadow;

  JudgeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Api api = new Api(global.daemon(surroundings));
    String path = "/sessions/" + new Ids(api).resolve(id);
    boolean several = judges.size() > 1;
    Map<String, Object> input = new LinkedHashMap<>();
    input.put(several ? "judge_peers" : "judge_peer", several ? judges : judges.getFirst());
    input.put("mode", shadow ? "shadow" : "active");
    if (!items.isEmpty()) {
      input.put("item_ids", items);
    }
    String passes = several ? "/judge-consensus-passes" : "/judge-passes";
    Tree started = api.post(path + passes, input, surroundings.freshKey());
    List<String> asked = started.texts("items");
    if (!global.json()) {
      surroundings
          .out()
          .println(String.join(", ", judges) + " asked about " + String.join(", ", asked) + " …");
    }
    awaitEnd(api, path, started);
    report(api, path, asked);
    return 0;
  }

  /** The run has a limit of its own, so this ends. */
  private static void awaitEnd(Api api, String path, Tree started) {
    Tree state = started;
    while (state.flag("running")) {
      state = api.get(path + "/poll?wait_ms=20000&since_seq=" + state.number("head"));
    }
  }

  private void report(Api api, String path, List<String> asked) {
    for (Tree item :
        Items.all(api, path).stream().filter(i -> asked.contains(i.text("id"))).toList()) {
      if (global.json()) {
        surroundings.out().println(JsonWriter.of(item.map()));
      } else {
        lines(item).forEach(surroundings.out()::println);
      }
    }
  }

  static List<String> lines(Tree item) {
    List<String> lines = new ArrayList<>();
    List<Tree> rulings = item.trees("rulings");
    Tree last = rulings.isEmpty() ? Tree.EMPTY : rulings.getLast();
    String why = last.text("reason").replace('_', ' ');
    lines.add(item.text("id") + "  " + item.text("state") + " (" + why + ")  " + item.text("ask"));
    for (Tree judge : last.trees("judges")) {
      String says = judge.flag("satisfied") ? "yes" : "no";
      lines.add(
          judge.has("failed")
              ? "      " + judge.text("peer") + ": no ruling (" + judge.text("failed") + ")"
              : "      "
                  + judge.text("peer")
                  + ": "
                  + says
                  + ", "
                  + judge.text("confidence")
                  + ": "
                  + judge.text("rationale"));
    }
    return lines;
  }
}
