package crossreview.cli;

import crossreview.json.JsonWriter;
import crossreview.proof.Verifier;
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
        "Check a session: the whole chain, every stored text, every vote. A folder needs no"
            + " daemon.")
final class VerifyCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID|DIR", description = "A session, or its folder.")
  private String what;

  VerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Path folder = surroundings.workingDirectory().resolve(what).toAbsolutePath().normalize();
    boolean offline = what.contains("/") || Files.isDirectory(folder);
    Tree result = offline ? folder(folder) : asked();
    if (global.json()) {
      surroundings.out().println(JsonWriter.of(result.map()));
    } else {
      show(result);
    }
    return result.flag("ok") ? 0 : 1;
  }

  private static Tree folder(Path folder) {
    try {
      return Tree.of(Verifier.verify(folder).tree());
    } catch (IOException e) {
      throw CliFailure.usage("no_session", folder + " is no session's folder: " + e.getMessage());
    }
  }

  private Tree asked() {
    Api api = new Api(global.daemon(surroundings));
    return api.post("/sessions/" + new Ids(api).resolve(what) + "/verify", Map.of(), null);
  }

  private void show(Tree result) {
    Style style = new Style(surroundings.colours());
    boolean ok = result.flag("ok");
    surroundings
        .out()
        .println(ok ? style.good("ok") + "   " + Ending.proof(result) : style.bad("DAMAGED"));
    for (Tree damage : result.trees("damages")) {
      String line = damage.number("line") > 0 ? ":" + damage.number("line") : "";
      surroundings.out().println("  " + damage.text("file") + line + "   " + damage.text("reason"));
    }
    if (result.has("untold_bytes")) {
      String bytes = result.number("untold_bytes") + " bytes behind the last told line";
      surroundings.out().println("     " + bytes + ": on their way, or torn by a crash");
    }
    if (result.has("signed_by")) {
      surroundings.out().println("     receipt: signed by " + result.text("signed_by"));
    }
    if (result.has("final")) {
      surroundings.out().println("     approved text: sha256 " + result.text("final"));
    }
  }
}
