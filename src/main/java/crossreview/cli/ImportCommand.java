package crossreview.cli;

import crossreview.cli.CommandLineDoor.Handed;
import crossreview.json.JsonWriter;
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
      "Take sessions in: a file that export wrote, which is proved first, or a data directory of",
      "cross-review 4, which is only read. A running daemon lists them within a minute."
    })
final class ImportCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Handed handed;
  private final Map<String, Integer> counts = new TreeMap<>();

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "FILE|DIR", description = "A bundle, or a data directory.")
  private Path from;

  ImportCommand(Surroundings surroundings, Handed handed) {
    this.surroundings = surroundings;
    this.handed = handed;
  }

  @Override
  public Integer call() {
    Path path = surroundings.workingDirectory().resolve(from);
    if (!Files.exists(path)) {
      throw CliFailure.usage("cannot_read", "cannot read " + from + ": there is no such file");
    }
    if (Files.isDirectory(path) && !Files.isDirectory(path.resolve("sessions"))) {
      throw CliFailure.usage(
          "no_data_dir", from + " is no data directory of cross-review: it has no folder sessions");
    }
    handed.quiet();
    handed.take(global.settings(surroundings), path, this::line);
    if (!global.json()) {
      surroundings.out().println(counts.isEmpty() ? "nothing was found" : summary());
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
      surroundings.out().println(JsonWriter.of(line));
      return;
    }
    surroundings.out().println(String.format(Locale.ROOT, "%-9s %s", what, Tree.safe(name)));
    notes.forEach(note -> surroundings.out().println("          " + Tree.safe(note)));
  }
}
