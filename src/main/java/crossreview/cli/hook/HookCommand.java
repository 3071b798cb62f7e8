package crossreview.cli.hook;

import crossreview.cli.CliException;
import crossreview.model.CliProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The commands that connect reviews with other programs. */
@Command(
    name = "hook",
    mixinStandardHelpOptions = true,
    description = "Let git start reviews and ask for them.")
public final class HookCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new CliException(CliProblem.NO_COMMAND, "use: hook git install, hook git uninstall");
  }
}
