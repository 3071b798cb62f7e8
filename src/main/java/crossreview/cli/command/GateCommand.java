package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.DisplayFormats;
import crossreview.cli.render.TextStyle;
import crossreview.cli.review.ArtifactInput;
import crossreview.cli.review.ArtifactSource;
import crossreview.cli.review.GateFlow;
import crossreview.cli.review.GateFlow.GateAnswer;
import crossreview.cli.review.GateFlow.GateOptions;
import crossreview.cli.review.TrustedKey;
import crossreview.git.ChangeReader;
import crossreview.git.ChangeSelection.BranchChange;
import crossreview.git.GitProgram;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.model.Digest;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description = {
      "Say whether a branch was reviewed and approved as it is now.",
      "Exit code 0 only if the newest session with an answer about this change approved it, its"
          + " stored data is whole, and its receipt is signed; otherwise 1 with every reason."
    },
    footer = {
      "",
      "  crossreview gate",
      "  crossreview gate --base origin/main --head HEAD --trust receipt-key.pem"
    })
final class GateCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--base",
      paramLabel = "COMMIT",
      description = "Where the branch goes; by default its upstream or the default branch.")
  private @Nullable String base;

  @Option(
      names = "--head",
      paramLabel = "COMMIT",
      description = "The last commit; by default HEAD.")
  private String head = "HEAD";

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "Only an approval by this policy counts.")
  private String policy = "";

  @Option(
      names = "--voter",
      paramLabel = "PEER",
      description = "A peer that must have voted READY, several if repeated.")
  private List<String> voters = new ArrayList<>();

  @Option(
      names = "--refuse-rebased",
      description = "Refuse an approval of the same change from before a rebase.")
  private boolean refuseRebased;

  @Option(
      names = "--refuse-thin",
      description = "Refuse an approval of a model or program that says nothing of the change.")
  private boolean refuseThin;

  @Option(
      names = "--trust",
      paramLabel = "FILE|FINGERPRINT",
      description =
          "A key that may sign the receipt, several if repeated; by default the daemon's own.")
  private List<String> trust = new ArrayList<>();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for a review that runs; by default not at all.")
  private int seconds;

  GateCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    if (seconds < 0) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "--wait " + seconds + " has no effect: it needs a number of seconds, 0 or more");
    }
    Set<Digest> trusted =
        trust.stream()
            .map(key -> TrustedKey.fingerprint(cliContext, key))
            .collect(Collectors.toSet());
    ArtifactInput change =
        new ArtifactSource(cliContext).change(new BranchChange(base, head), List.of());
    String rebased = refuseRebased ? "refuse" : "accept";
    GateOptions options =
        new GateOptions(
            policy,
            voters,
            rebased,
            refuseThin ? "refuse" : "accept",
            trusted,
            Duration.ofSeconds(seconds));
    ChangeReader reader =
        new ChangeReader(
            GitProgram.in(cliContext.workingDirectory()), cliContext.workingDirectory());
    GateFlow flow =
        new GateFlow(
            global.client(cliContext),
            cliContext,
            change,
            diff -> change.change() != null && reader.gives(change.change(), diff));
    GateAnswer answer = flow.ask(options);
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer.fields()));
    } else {
      show(answer, change);
    }
    return answer.passed() ? 0 : 1;
  }

  private static String matched(String match) {
    return switch (match) {
      case "exact" -> "exactly this change";
      case "revision" -> "this change as a revision of the submitted one";
      default -> "this change before a rebase that left it as it is";
    };
  }

  private void show(GateAnswer answer, ArtifactInput change) {
    TextStyle style = new TextStyle(cliContext.colours());
    PrintStream out = cliContext.out();
    JsonNode node = answer.node();
    if (change.change() != null) {
      out.println(change.change().sentence());
    }
    if (answer.passed()) {
      out.println(
          style.good("PASSED")
              + "   session "
              + DisplayFormats.shortId(node.text("session_id"))
              + " approved "
              + matched(node.text("match")));
    }
    for (JsonNode refusal : node.trees("refusals")) {
      out.println(style.bad("NOT PASSED") + "   " + refusal.text("message"));
    }
    for (JsonNode waiver : node.trees("waivers")) {
      String why = waiver.has("reason") ? ": " + waiver.text("reason") : "";
      out.println("waived   " + waiver.text("finding") + " by " + waiver.text("by") + why);
    }
    if (!node.texts("excused").isEmpty()) {
      out.println("no vote  " + String.join(", ", node.texts("excused")));
    }
  }
}
