package crossreview.cli.admin;

import crossreview.backup.RestoreJob;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Make a new data directory of a backup: crossreview restore BACKUP --data-dir NEW.",
      "Every session is verified before the directory is put in place; nothing is overwritten."
          + " The next start makes new tokens."
    })
public final class RestoreCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "DIR|FILE", description = "What crossreview backup made.")
  private Path from;

  @Option(
      names = "--incomplete",
      description = "Take what can be read of a backup that was cut, session by session.")
  private boolean incomplete;

  public RestoreCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    if (!global.dataDirGiven()) {
      throw new CliException(
          CliProblem.NO_DATA_DIR, "say where the new data directory goes: --data-dir NEW");
    }
    Path dataDir = global.settings(cliContext).dataDir();
    Path backup = cliContext.workingDirectory().resolve(from);
    if (Files.notExists(backup)) {
      throw new CliException(
          CliProblem.CANNOT_READ, "cannot read " + from + ": there is no such file");
    }
    BackupProgress progress = new BackupProgress(cliContext, global.json(), "restored");
    try {
      return progress.end(RestoreJob.run(backup, dataDir, incomplete, progress), dataDir);
    } catch (FileAlreadyExistsException e) {
      throw new CliException(
          CliProblem.FILE_EXISTS,
          e.getMessage() + " exists already; nothing is overwritten, choose another --data-dir");
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("restore " + from, e));
    }
  }
}
