package crossreview.cli.daemon;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.option.GlobalOptions;
import crossreview.model.CliProblem;
import crossreview.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = {
      "Print the end of the log of the background daemon.",
      "A daemon in the foreground or under a supervisor logs to stderr, which is kept there."
    })
public final class LogsCommand implements Callable<Integer> {
  private static final int LINES_MAX = 100_000; // 10 MB of usual lines in memory
  private static final long LOOK_MS = 200; // a person does not notice it

  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with each new line, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "COUNT",
      description = "How many lines of the end; 100 by default.")
  private int count = 100;

  public LogsCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path dataDir = global.settings(cliContext).dataDir();
    if (count < 0 || count > LINES_MAX) {
      throw new CliException(
          CliProblem.BAD_LINES, "--lines must be from 0 to " + LINES_MAX + ", is " + count);
    }
    try (LogTail tail = new LogTail(Settings.logFile(dataDir))) {
      if (tail.files().isEmpty()) {
        throw new CliException(
            CliProblem.NO_LOG,
            "no log in "
                + Settings.logFile(dataDir).getParent()
                + ": a daemon that crossreview start did not start logs to stderr (journalctl -u"
                + " crossreview)");
      }
      List<String> last = follow ? followed(tail) : tail.last(count);
      last.forEach(this::print);
      while (follow && !cliContext.out().checkError()) { // a pipe that was closed ends it
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        tail.next(this::print);
      }
      return 0;
    } catch (IOException e) {
      throw new CliException(CliProblem.CANNOT_READ, "cannot read the log: " + e.getMessage());
    }
  }

  /** The position comes first: a line that is written now is shown twice rather than never. */
  private List<String> followed(LogTail tail) throws IOException {
    tail.skip();
    return tail.last(count);
  }

  private void print(String line) {
    cliContext.out().println(JsonNode.safe(line));
  }
}
