package crossreview.cli.admin;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Import sessions from a bundle or from a data directory of cross-review 4.",
      "A bundle is a file written by export; it is verified first. A data directory is only read."
          + " Existing sessions are not changed. A running daemon lists new sessions within a"
          + " minute."
    })
public final class ImportCommand implements Callable<Integer> {
  private final CliContext cliContext;
  private final LocalBackend localBackend;
  private final Map<String, Integer> counts = new TreeMap<>();

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "FILE|DIR", description = "A bundle, or a data directory.")
  private Path from;

  public ImportCommand(CliContext cliContext, LocalBackend localBackend) {
    this.cliContext = cliContext;
    this.localBackend = localBackend;
  }

  @Override
  public Integer call() {
    Path path = cliContext.workingDirectory().resolve(from);
    if (!Files.exists(path)) {
      throw new CliException(
          CliProblem.CANNOT_READ, "cannot read " + from + ": there is no such file");
    }
    if (Files.isDirectory(path) && !Files.isDirectory(path.resolve("sessions"))) {
      throw new CliException(
          CliProblem.NO_DATA_DIR,
          from + " is not a data directory of cross-review: it has no folder sessions");
    }
    localBackend.muteLogs();
    localBackend.importSessions(global.settings(cliContext), path, this::line);
    if (!global.json()) {
      cliContext.out().println(counts.isEmpty() ? "nothing was found" : summary());
    }
    return 0;
  }

  private String summary() {
    StringBuilder text = new StringBuilder();
    counts.forEach((what, count) -> {
      text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
    });
    return text.toString();
  }

  private void line(String name, String what, List<String> notes) {
    counts.merge(what, 1, Integer::sum);
    if (global.json()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("session_id", name);
      line.put("result", what);
      line.put("notes", notes);
      cliContext.out().println(JsonWriter.of(line));
      return;
    }
    cliContext.out().println(String.format(Locale.ROOT, "%-9s %s", what, JsonNode.safe(name)));
    notes.forEach(note -> cliContext.out().println("          " + JsonNode.safe(note)));
  }
}
