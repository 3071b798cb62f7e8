package crossreview.cli.option;

import crossreview.cli.CliException;
import crossreview.model.CliProblem;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sessions by their folders, for commands that need no daemon. */
public final class FolderLookup {
  private FolderLookup() {}

  /** The one folder whose name begins so. */
  public static Path find(Path dataDir, String beginning) {
    try (Stream<Path> all = Files.list(dataDir.resolve("sessions"))) {
      List<Path> found =
          all.filter(folder -> SessionId.parse(folder.getFileName().toString()).isPresent())
              .filter(folder -> folder.getFileName().toString().startsWith(beginning))
              .toList();
      if (found.size() == 1) {
        return found.getFirst();
      }
      String what = found.isEmpty() ? "no session begins" : found.size() + " sessions begin";
      throw new CliException(SessionProblem.SESSION_NOT_FOUND, what + " with " + beginning);
    } catch (IOException e) {
      throw new CliException(
          CliProblem.NO_DATA_DIR,
          "cannot read the data directory " + dataDir + ": " + GlobalOptions.reason(e));
    }
  }
}
