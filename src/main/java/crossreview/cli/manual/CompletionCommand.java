package crossreview.cli.manual;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.model.CliProblem;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a script that completes commands and options in a shell.",
    footer = {
      "",
      "  source <(crossreview completion bash)",
      "  source <(crossreview completion zsh)",
      "  crossreview completion fish | source"
    })
public final class CompletionCommand implements Callable<Integer> {
  /**
   * Its first line makes zsh load the file by itself, its last lines complete at that first use.
   */
  private static final String ZSH_FILE =
      """
      #compdef crossreview
      %s
      if [ "$funcstack[1]" = "_crossreview" ]; then
        _bash_complete -o default -F _complete_crossreview
      fi
      """;

  private final CliContext cliContext;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "SHELL",
      completionCandidates = ShellNames.class,
      description = "The shell: bash, zsh or fish.")
  private String shell;

  /** What the completion offers for itself. */
  static final class ShellNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("bash", "fish", "zsh").iterator();
    }
  }

  public CompletionCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    String script =
        switch (shell) {
          case "bash" -> AutoComplete.bash(root.getCommandName(), root);
          case "zsh" -> ZSH_FILE.replace("%s", AutoComplete.bash(root.getCommandName(), root));
          case "fish" -> FishCompletion.of(root);
          default ->
              throw new CliException(
                  CliProblem.BAD_SHELL,
                  "the shell must be bash, zsh or fish, is \"" + shell + "\"");
        };
    cliContext.out().print(script);
    return 0;
  }
}
