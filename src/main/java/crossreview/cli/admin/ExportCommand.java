package crossreview.cli.admin;

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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write a session into one file that can be verified anywhere.",
      "Import it with: crossreview import FILE. Needs no daemon, only the data directory."
    })
public final class ExportCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", description = "The session id, or the first characters of it.")
  private String id;

  @Option(
      names = {"-o", "--file"},
      paramLabel = "FILE",
      description =
          "The file to write; by default ID.zip in the current directory. An existing file is not"
              + " overwritten.")
  private @Nullable Path output;

  public ExportCommand(CliContext cliContext) {
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
          CliProblem.FILE_EXISTS, to + " exists already; choose another name with -o");
    } catch (IOException e) {
      throw new CliException(
          CliProblem.CANNOT_EXPORT, "cannot write " + to + ": " + e.getMessage());
    }
  }
}
