package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.option.FolderLookup;
import crossreview.cli.option.GlobalOptions;
import crossreview.model.CliProblem;
import crossreview.proof.BundleWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write a session into one file, which proves itself anywhere.",
      "To read it: crossreview import FILE. Needs no daemon, only the data directory."
    })
final class ExportCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", description = "The session, or how its id begins.")
  private String id;

  @Option(
      names = {"-o", "--file"},
      paramLabel = "FILE",
      description = "Where to; ID.zip here without it. It is never overwritten.")
  private Path output;

  ExportCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    Path folder = FolderLookup.find(global.settings(cliContext).dataDir(), id);
    Path to = output == null ? Path.of(folder.getFileName() + ".zip") : output;
    Path file = cliContext.workingDirectory().resolve(to);
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      BundleWriter.write(folder, out);
      cliContext.out().println("written " + to);
      return 0;
    } catch (FileAlreadyExistsException e) {
      throw new CliException(
          CliProblem.FILE_EXISTS, to + " is there already; choose another name with -o");
    } catch (IOException e) {
      throw new CliException(
          CliProblem.CANNOT_EXPORT, "cannot write " + to + ": " + e.getMessage());
    }
  }
}
