package crossreview.cli.admin;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.bridge.McpBridge;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.daemon.DaemonLauncher;
import crossreview.cli.option.GlobalOptions;
import crossreview.model.CliProblem;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "mcp",
    aliases = "stdio",
    mixinStandardHelpOptions = true,
    description = {
      "Speak the Model Context Protocol on stdin and stdout.",
      "For agents that start their tools as programs. Every message is passed to the running"
          + " daemon; stdout contains only messages."
    })
public final class McpCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--start",
      description = "Start the daemon of this machine if none runs; it keeps running.")
  private boolean start;

  @Option(
      names = "--as-operator",
      description =
          "Act as the operator of this machine, who may waive findings; by default as its agent,"
              + " with the role caller.")
  private boolean asOperator;

  public McpCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    if (asOperator && global.namesCaller()) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "--as-operator uses the operator's token of this machine; omit --server and"
              + " --token-file");
    }
    if (start && global.namesServer()) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT, "--start starts the daemon of this machine; omit --server");
    }
    Supplier<DaemonAddress> daemon =
        () -> asOperator ? global.daemon(cliContext) : global.daemonForAgent(cliContext);
    Supplier<DaemonAddress> started =
        () ->
            asOperator
                ? global.daemonToStart(cliContext)
                : global.daemonToStartForAgent(cliContext);
    DaemonLauncher daemonLauncher = new DaemonLauncher(global, cliContext, started);
    return new McpBridge(
            cliContext.in(),
            cliContext.out(),
            start ? daemonLauncher::daemon : daemon,
            cliContext::freshKey)
        .run();
  }
}
