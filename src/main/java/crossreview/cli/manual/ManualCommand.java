package crossreview.cli.manual;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.file.StorageProblems;
import crossreview.model.CliProblem;
import crossreview.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "manual",
    mixinStandardHelpOptions = true,
    description = {
      "Print the manual page of a command in the format of man.",
      "Without a command it is the page of the program."
    },
    footer = {
      "",
      "  crossreview manual review | man -l -",
      "  crossreview manual --write ~/.local/share/man/man1"
    })
public final class ManualCommand implements Callable<Integer> {
  /** A synopsis is one line: where it is folded is up to the reader's screen. */
  private static final int WIDTH = 10_000;

  private final CliContext cliContext;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "The words of the command, such as hook git.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--write",
      paramLabel = "DIR",
      description = "Write the pages of all commands into this directory instead.")
  private @Nullable Path directory;

  public ManualCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    root.setUsageHelpWidth(WIDTH);
    if (directory == null) {
      cliContext.out().print(ManualPage.of(named(root), version(root)));
    } else if (words.isEmpty()) {
      write(root, cliContext.workingDirectory().resolve(directory));
    } else {
      throw new CliException(
          CliProblem.OPTION_CONFLICT, "--write writes the pages of all commands: omit COMMAND");
    }
    return 0;
  }

  private CommandLine named(CommandLine root) {
    CommandLine found = root;
    for (String word : words) {
      CommandLine next = found.getSubcommands().get(word);
      if (next == null) {
        throw new CliException(
            CliProblem.NO_COMMAND,
            found.getCommandSpec().qualifiedName() + " has no command \"" + word + "\"");
      }
      found = next;
    }
    return found;
  }

  private static String version(CommandLine root) {
    return String.join(" ", root.getCommandSpec().version());
  }

  private static void write(CommandLine root, Path directory) {
    try {
      Files.createDirectories(directory);
      for (CommandLine command : CommandTree.all(root)) {
        Path page = directory.resolve(ManualPage.name(command) + ".1");
        Files.writeString(page, ManualPage.of(command, version(root)), UTF_8);
      }
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("write manual pages to " + directory, e));
    }
  }
}
