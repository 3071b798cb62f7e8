package crossreview.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "mcp",
    mixinStandardHelpOptions = true,
    description = {
      "Speak the Model Context Protocol on stdin and stdout, for agents that start their tools as",
      "programs. Every message goes to the running daemon; stdout carries nothing but messages."
    })
final class McpCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private GlobalOptions global = new GlobalOptions();

  McpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new McpBridge(surroundings.in(), surroundings.out(), () -> global.daemon(surroundings))
        .run();
  }
}
