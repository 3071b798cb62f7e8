package crossreview.cli.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.git.GitProgram;
import crossreview.git.GitProgram.GitOutput;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets agents go unasked for a while; what it writes is read by the script of their hooks. */
@Command(
    name = "snooze",
    mixinStandardHelpOptions = true,
    description = {
      "Let the hooks of coding agents hold nobody in this repository for a while.",
      "The gate and the hooks of git stay as strict as they are."
    },
    footer = {
      "",
      "  crossreview snooze 2h",
      "  crossreview snooze --branch 30m",
      "  crossreview snooze off"
    })
public final class SnoozeCommand implements Callable<Integer> {
  private static final String ALL = "*"; // no branch can be called so

  private final CliContext cliContext;

  @Parameters(
      paramLabel = "TIME",
      converter = SnoozeTime.class,
      description = "How long: 30m, 2h, 1d, at most seven days; off ends it.")
  private Duration time = Duration.ZERO;

  @Option(names = "--branch", description = "Only while the present branch is checked out.")
  private boolean branch;

  public SnoozeCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    Path file =
        Path.of(git(CliProblem.NO_REPOSITORY, "rev-parse", "--git-path", "crossreview-snooze"));
    Path snooze = cliContext.workingDirectory().resolve(file);
    if (time.isZero()) {
      write(snooze, "");
      cliContext.out().println("the hooks of agents ask again");
      return 0;
    }
    Instant until = cliContext.clock().now().plus(time);
    String what = branch ? git(CliProblem.OPTION_CONFLICT, "symbolic-ref", "--short", "HEAD") : ALL;
    write(snooze, until.getEpochSecond() + " " + what + "\n");
    cliContext
        .out()
        .println(
            "the hooks of agents hold nobody"
                + (branch ? " on the branch " + JsonNode.safe(what) : "")
                + " until "
                + until.truncatedTo(ChronoUnit.SECONDS)
                + "; the gate is as strict as before");
    return 0;
  }

  private String git(CliProblem otherwise, String... arguments) {
    GitOutput output = GitProgram.in(cliContext.workingDirectory()).run(arguments);
    if (!output.success()) {
      throw new CliException(
          otherwise,
          otherwise == CliProblem.NO_REPOSITORY
              ? "this is not a git repository"
              : "no branch is checked out; omit --branch");
    }
    return output.line();
  }

  private static void write(Path file, String text) {
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text, UTF_8);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CliException(
          CliProblem.CANNOT_WRITE, "cannot write " + file + ": " + JsonNode.safe("" + e));
    }
  }
}
