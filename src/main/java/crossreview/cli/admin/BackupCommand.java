package crossreview.cli.admin;

import crossreview.backup.BackupArchive;
import crossreview.backup.BackupJob;
import crossreview.backup.BackupReport;
import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.option.GlobalOptions;
import crossreview.file.StorageProblems;
import crossreview.model.CliProblem;
import crossreview.model.ProblemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Copy the data directory into a folder, or into one file, while a daemon runs or not.",
      "A folder that holds an earlier backup receives only what is new. Every session that changed"
          + " is verified. Tokens are not copied, the key that signs receipts is: keep a backup as"
          + " private as the data directory. The exit code is 1 if a session is damaged."
    })
public final class BackupCommand implements Callable<Integer> {
  private static final String FILE_END = ".zip";

  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(
      paramLabel = "DIR|FILE.zip",
      description =
          "A folder that is new, empty or holds a backup; or a new file that ends in .zip.")
  private Path to;

  public BackupCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    Path dataDir = global.settings(cliContext).dataDir();
    Path place = cliContext.workingDirectory().resolve(to);
    if (Files.notExists(dataDir.resolve("format.json"))) {
      throw new CliException(
          CliProblem.NO_DATA_DIR, dataDir + " is not a data directory: it has no format.json");
    }
    boolean file = place.toString().endsWith(FILE_END);
    if (Files.exists(place) && !Files.isDirectory(place)) {
      throw exists();
    }
    return made(dataDir, place, file && !Files.isDirectory(place));
  }

  private CliException exists() {
    return new CliException(CliProblem.FILE_EXISTS, to + " exists already; choose another name");
  }

  private int made(Path dataDir, Path place, boolean file) {
    BackupProgress progress = new BackupProgress(cliContext, global.json(), "copied");
    try {
      BackupReport report =
          file
              ? BackupArchive.run(dataDir, place, cliContext.clock(), progress)
              : BackupJob.run(dataDir, place, cliContext.clock(), progress);
      return progress.end(report, to);
    } catch (FileAlreadyExistsException e) {
      throw exists();
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("make the backup " + to, e));
    }
  }
}
