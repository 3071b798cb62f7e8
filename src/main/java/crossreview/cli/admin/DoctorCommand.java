package crossreview.cli.admin;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.option.FolderLookup;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.DisplayFormats;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.model.SessionId;
import crossreview.proof.SessionVerifier;
import crossreview.proof.VerificationResult;
import crossreview.store.disk.DataDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Check all sessions of the data directory, or one, and print the problems, and how the"
          + " programs of the panel are sandboxed.",
      "With --repair a damaged session returns to the last complete line before the damage; the"
          + " replaced files are kept. Needs no daemon."
    })
public final class DoctorCommand implements Callable<Integer> {
  private final CliContext cliContext;
  private final LocalBackend localBackend;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(arity = "0..1", paramLabel = "ID", description = "The session; all by default.")
  private @Nullable String id;

  @Option(names = "--repair", description = "Repair the session ID as far as possible.")
  private boolean repair;

  public DoctorCommand(CliContext cliContext, LocalBackend localBackend) {
    this.cliContext = cliContext;
    this.localBackend = localBackend;
  }

  @Override
  public Integer call() {
    Path dataDir = global.settings(cliContext).dataDir();
    if (id == null) {
      programs();
    }
    if (id == null && !global.dataDirGiven() && Files.notExists(dataDir)) {
      return nothing(dataDir);
    }
    DataDir.requireKnownFormat(dataDir);
    if (repair) {
      if (id == null) {
        throw new CliException(CliProblem.NO_SESSION, "--repair needs the ID of the session");
      }
      return repaired(FolderLookup.find(dataDir, id));
    }
    List<Path> folders = id == null ? all(dataDir) : List.of(FolderLookup.find(dataDir, id));
    long sick = folders.stream().filter(folder -> !healthy(folder)).count();
    if (!global.json()) {
      String many = DisplayFormats.plural(folders.size(), "session");
      cliContext.out().println(many + " checked, " + (sick == 0 ? "none" : sick) + " damaged");
    }
    return sick == 0 ? 0 : 1;
  }

  /** How the programs of the panel are kept from this machine. */
  private void programs() {
    localBackend
        .sandboxNotes(global.settings(cliContext))
        .forEach((peer, note) -> {
          if (global.json()) {
            cliContext.out().println(JsonWriter.of(Map.of("peer", peer, "note", note)));
          } else {
            cliContext.out().println("peer " + peer + " " + note);
          }
        });
  }

  /**
   * A home in which no daemon has run yet is in order; a directory that was named must be there.
   */
  private int nothing(Path dataDir) {
    if (!global.json()) {
      cliContext
          .out()
          .println("0 sessions checked: no daemon has run here yet, there is no folder " + dataDir);
    }
    return 0;
  }

  private static List<Path> all(Path dataDir) {
    try (Stream<Path> folders = Files.list(dataDir.resolve("sessions"))) {
      return folders
          .filter(folder -> SessionId.parse(folder.getFileName().toString()).isPresent())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new CliException(
          CliProblem.NO_DATA_DIR,
          "cannot read the data directory " + dataDir + ": " + GlobalOptions.reason(e));
    }
  }

  private boolean healthy(Path folder) {
    List<String> faults = new ArrayList<>();
    try {
      VerificationResult result = SessionVerifier.verify(folder);
      result.damages().forEach(d -> faults.add(place(d) + "   " + d.reason()));
    } catch (IOException e) {
      faults.add("cannot be read: " + e.getMessage());
    }
    if (!faults.isEmpty()) {
      print(folder.getFileName().toString(), faults, Optional.empty());
    }
    return faults.isEmpty();
  }

  private static String place(VerificationResult.Damage damage) {
    return damage.file() + (damage.line() > 0 ? ":" + damage.line() : "");
  }

  private int repaired(Path folder) {
    localBackend.muteLogs();
    SessionId session = new SessionId(folder.getFileName().toString());
    LocalBackend.RepairResult repairResult =
        localBackend.repair(global.settings(cliContext), session);
    List<String> all = new ArrayList<>(repairResult.done());
    all.addAll(repairResult.left());
    print(
        session.value(), all.isEmpty() ? List.of("nothing is damaged") : all, repairResult.kept());
    return repairResult.left().isEmpty() ? 0 : 1;
  }

  private void print(String session, List<String> lines, Optional<Path> kept) {
    if (global.json()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("session_id", session);
      line.put("notes", lines);
      kept.ifPresent(path -> line.put("kept", path.toString()));
      cliContext.out().println(JsonWriter.of(line));
      return;
    }
    cliContext.out().println(session);
    lines.forEach(line -> cliContext.out().println("  " + JsonNode.safe(line)));
    kept.ifPresent(path -> cliContext.out().println("  what was replaced is kept in " + path));
  }
}
