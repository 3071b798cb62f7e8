package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.option.OutputTarget.OutputFile;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The files of {@code --output}: what the daemon renders, written whole or not at all. A place that
 * cannot be written is refused before a review is paid for.
 */
public final class ResultFiles {
  private final CliContext cliContext;
  private final List<OutputFile> files;

  public ResultFiles(CliContext cliContext, List<OutputFile> files) {
    this.cliContext = cliContext;
    this.files = List.copyOf(files);
  }

  /** Where the review is shown: on stderr when a result takes stdout. */
  public CliContext screen() {
    return files.stream().anyMatch(OutputFile::stdout) ? cliContext.onStderr() : cliContext;
  }

  /** Refuses a file that is a directory or has none. */
  public void check() {
    for (OutputFile file : files) {
      if (file.stdout()) {
        continue;
      }
      Path path = path(file);
      Path folder = path.resolveSibling("");
      if (Files.isDirectory(path)) {
        throw refusal(file, "it is a directory");
      }
      if (!Files.isDirectory(folder)) {
        throw refusal(file, "there is no directory " + JsonNode.safe(folder.toString()));
      }
      if (!Files.isWritable(Files.exists(path) ? path : folder)) {
        throw refusal(file, "permission denied");
      }
    }
  }

  /** Writes each file, the last one to stdout where that was asked for. */
  public void write(ApiClient apiClient, String session) {
    check();
    for (OutputFile file : files) {
      String path = "/sessions/" + session + "/output?format=" + file.format().wireName();
      String text = apiClient.text(path, "text/plain");
      if (file.stdout()) {
        cliContext.out().print(text);
        cliContext.out().flush();
      } else {
        write(file, text);
      }
    }
  }

  private Path path(OutputFile file) {
    return cliContext.workingDirectory().resolve(file.file()).toAbsolutePath().normalize();
  }

  /** A regular file is replaced as a whole; a pipe or device is written to. */
  private void write(OutputFile file, String text) {
    Path path = path(file);
    boolean replaced = Files.isRegularFile(path) && Files.isWritable(path.resolveSibling(""));
    try {
      if (Files.exists(path) && !replaced) {
        Files.writeString(path, text, UTF_8);
        return;
      }
      Path target = Files.exists(path) ? path.toRealPath() : path; // through a link
      Path fresh = target.resolveSibling(target.getFileName() + "." + cliContext.freshKey());
      try {
        Files.writeString(fresh, text, UTF_8);
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw refusal(file, String.valueOf(e.getMessage()));
    }
  }

  private static CliException refusal(OutputFile file, String why) {
    return new CliException(
        CliProblem.CANNOT_WRITE,
        "--output cannot write " + JsonNode.safe(file.file()) + ": " + JsonNode.safe(why));
  }
}
