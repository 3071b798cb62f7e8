package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.bridge.DaemonLauncher;
import crossreview.cli.bridge.McpBridge;
import crossreview.cli.option.GlobalOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "mcp",
    aliases = "stdio",
    mixinStandardHelpOptions = true,
    description = {
      "Speak the Model Context Protocol on stdin and stdout.",
      "For agents that start their tools as programs. Every message goes to the running daemon;"
          + " stdout carries nothing but messages."
    })
final class McpCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--start",
      description = "Start the daemon of this machine if none runs; it stays.")
  private boolean start;

  McpCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    DaemonLauncher daemonLauncher = new DaemonLauncher(global, cliContext);
    return new McpBridge(
            cliContext.in(),
            cliContext.out(),
            () -> start ? daemonLauncher.daemon() : global.daemon(cliContext),
            global.serveCommand())
        .run();
  }
}
