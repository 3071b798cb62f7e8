package crossreview.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    description = "Review a file, stdin (-), or a git range, and show it live.",
    footer = {
      "",
      "  crossreview review change.diff",
      "  git diff | crossreview review -",
      "  crossreview review --git main..HEAD",
      "  crossreview review --session 7f3a better.diff"
    })
final class ReviewCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to review; - is stdin.")
  private String file;

  @Option(
      names = "--git",
      paramLabel = "RANGE",
      description = "The diff of a range, such as main..HEAD.")
  private String range;

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "Go on with a session: with another text, or without one about its own.")
  private String session;

  @Option(
      names = "--task",
      paramLabel = "TEXT",
      description = "What is reviewed and what good means.")
  private String task;

  @Option(names = "--focus", paramLabel = "TEXT", description = "What to look at most.")
  private String focus;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "ship: an author revises. review: verdict only. circular: each in turn revises.")
  private String mode;

  @Option(names = "--panel", paramLabel = "NAME", description = "A panel of the settings.")
  private String panel;

  @Option(
      names = "--max-rounds",
      paramLabel = "N",
      description = "Fewer rounds than the settings allow.")
  private Integer maxRounds;

  ReviewCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    boolean given = file != null || range != null;
    if (file != null && range != null || !given && session == null) {
      throw CliFailure.usage(
          "nothing_to_review",
          "give a FILE, - for stdin, or --git RANGE; one of them, or --session ID for its own text");
    }
    Material material = given ? material() : null;
    Api api = new Api(global.daemon(surroundings));
    String goOn = session == null ? null : new Ids(api).resolve(session);
    ReviewFlow flow = new ReviewFlow(api, surroundings, global.json());
    return flow.run(new ReviewFlow.Wish(material, goOn, opening(material), run())).exitCode();
  }

  private Material material() {
    MaterialReader reader = new MaterialReader(surroundings);
    return file != null ? reader.file(file) : reader.git(range);
  }

  /** What a new session is opened with; one that goes on has been opened. */
  private Map<String, Object> opening(Material material) {
    if (material == null) {
      return Map.of();
    }
    Map<String, Object> opening = new LinkedHashMap<>();
    opening.put("task", task == null ? "Review " + material.label() : task);
    opening.put("review_focus", focus);
    opening.put("mode", mode);
    opening.put("panel", panel);
    opening.values().removeIf(value -> value == null);
    return opening;
  }

  private Map<String, Object> run() {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("mode", mode);
    run.put("max_rounds", maxRounds);
    run.values().removeIf(value -> value == null);
    return run;
  }
}
