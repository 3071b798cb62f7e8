package crossreview.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "mcp",
    aliases = "stdio",
    mixinStandardHelpOptions = true,
    description = {
      "Speak the Model Context Protocol on stdin and stdout, for agents that start their tools as",
      "programs. Every message goes to the running daemon; stdout carries nothing but messages."
    })
final class McpCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--start",
      description = "Start the daemon of this machine if none runs; it stays.")
  private boolean start;

  McpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    OnDemand onDemand = new OnDemand(global, surroundings);
    return new McpBridge(
            surroundings.in(),
            surroundings.out(),
            () -> start ? onDemand.daemon() : global.daemon(surroundings))
        .run();
  }
}
