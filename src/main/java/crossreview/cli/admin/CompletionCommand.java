package crossreview.cli.admin;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.model.CliProblem;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Print a script that completes commands and options in bash and zsh.",
      "Use it as: source <(crossreview completion bash)."
    })
public final class CompletionCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "SHELL", description = "The shell: bash or zsh.")
  private String shell;

  public CompletionCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw new CliException(
          CliProblem.BAD_SHELL, "the shell must be bash or zsh, is \"" + shell + "\"");
    }
    cliContext.out().print(AutoComplete.bash("crossreview", spec.root().commandLine()));
    return 0;
  }
}
