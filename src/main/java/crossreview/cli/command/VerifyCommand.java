package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.TextStyle;
import crossreview.cli.review.ReviewSummary;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.proof.SessionVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Verify a session: the whole chain, every stored text, every vote. A folder can be verified"
            + " without a daemon.")
final class VerifyCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID|DIR", description = "The session, or its folder.")
  private String what;

  VerifyCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    Path folder = cliContext.workingDirectory().resolve(what).toAbsolutePath().normalize();
    boolean offline = what.contains("/") || Files.isDirectory(folder);
    JsonNode result = offline ? folder(folder) : asked();
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(result.map()));
    } else {
      show(result);
    }
    return result.flag("ok") ? 0 : 1;
  }

  private JsonNode folder(Path folder) {
    global.refuseCaller();
    try {
      return JsonNode.of(SessionVerifier.verify(folder).tree());
    } catch (IOException e) {
      throw new CliException(
          CliProblem.NO_SESSION, folder + " is not the folder of a session: " + e.getMessage());
    }
  }

  private JsonNode asked() {
    ApiClient apiClient = global.client(cliContext);
    return apiClient.post(
        "/sessions/" + new SessionIdResolver(apiClient).resolve(what) + "/verify",
        Map.of(),
        null,
        "ok");
  }

  private void show(JsonNode result) {
    TextStyle textStyle = new TextStyle(cliContext.colours());
    boolean ok = result.flag("ok");
    cliContext
        .out()
        .println(
            ok
                ? textStyle.good("ok") + "   " + ReviewSummary.proof(result)
                : textStyle.bad("DAMAGED"));
    for (JsonNode damage : result.trees("damages")) {
      String line = damage.number("line") > 0 ? ":" + damage.number("line") : "";
      cliContext.out().println("  " + damage.text("file") + line + "   " + damage.text("reason"));
    }
    if (result.has("untold_bytes")) {
      String bytes = result.number("untold_bytes") + " bytes after the last confirmed line";
      cliContext.out().println("     " + bytes + ": being written, or left by a crash");
    }
    if (result.has("older_views")) {
      String which = String.join(", ", result.texts("older_views"));
      cliContext
          .out()
          .println("     " + which + ": written by an earlier version; the next start rebuilds it");
    }
    if (result.has("signed_by")) {
      cliContext.out().println("     receipt: signed by " + result.text("signed_by"));
    }
    if (result.has("final")) {
      cliContext.out().println("     approved text: sha256 " + result.text("final"));
    }
  }
}
