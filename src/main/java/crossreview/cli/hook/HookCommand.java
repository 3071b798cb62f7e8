package crossreview.cli.hook;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.daemon.DaemonProgram;
import crossreview.cli.option.GlobalOptions;
import crossreview.model.CliProblem;
import crossreview.model.WireEnum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that connect reviews with other programs. */
@Command(
    name = "hook",
    mixinStandardHelpOptions = true,
    description = {
      "Let git and coding agents start reviews and ask for them.",
      "An agent that wants to stop while the newest review of its branch is open and not approved"
          + " is sent back once, with what blocks."
    },
    footer = {
      "",
      "  crossreview hook git install",
      "  crossreview hook install claude-code --pre-commit --post-edit",
      "  crossreview hook uninstall claude-code"
    })
public final class HookCommand implements Callable<Integer> {
  private final CliContext cliContext;

  public HookCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    throw new CliException(
        CliProblem.NO_COMMAND,
        "use: hook install AGENT, hook uninstall AGENT, hook git install, hook git uninstall");
  }

  @Command(
      name = "install",
      mixinStandardHelpOptions = true,
      description = "Write a hook into your settings of an agent; the rest of them stays.")
  int install(
      @Parameters(paramLabel = "AGENT", description = "claude-code, codex or gemini.") String agent,
      @Option(
              names = "--data-dir",
              paramLabel = "DIR",
              description = "The data directory of the daemon that is asked; by default yours.")
          @Nullable String dataDir,
      @Option(
              names = "--pre-commit",
              description = "Also hold a git commit or push of the agent, once for each review.")
          boolean commit,
      @Option(
              names = "--post-edit",
              description = "Also show what blocks in a file that the agent has changed.")
          boolean edit) {
    AgentHost host = host(agent);
    List<AgentMoment> moments = new ArrayList<>(List.of(AgentMoment.STOP));
    if (commit) {
      moments.add(AgentMoment.PRE_COMMIT);
    }
    if (edit) {
      moments.add(AgentMoment.POST_EDIT);
    }
    Map<AgentMoment, String> commands = commands(host, moments, data(dataDir));
    cliContext.out().println(new AgentHookFile(cliContext.home(), host).install(commands));
    return 0;
  }

  private static Map<AgentMoment, String> commands(
      AgentHost host, List<AgentMoment> moments, Path data) {
    Map<AgentMoment, String> commands = new EnumMap<>(AgentMoment.class);
    for (AgentMoment moment : moments) {
      if (host.event(moment).isEmpty()) {
        throw new CliException(
            CliProblem.OPTION_CONFLICT,
            host.wireName() + " has no hook for --" + moment.wireName() + "; omit it");
      }
      String program = GitHookScript.quoted(program().toString());
      String words = " " + moment.wireName() + " " + GitHookScript.quoted(data.toString());
      commands.put(moment, program + words);
    }
    return commands;
  }

  @Command(
      name = "uninstall",
      mixinStandardHelpOptions = true,
      description = "Take the hook out of your settings of an agent.")
  int uninstall(
      @Parameters(paramLabel = "AGENT", description = "claude-code, codex or gemini.")
          String agent) {
    AgentHost host = host(agent);
    cliContext.out().println(new AgentHookFile(cliContext.home(), host).uninstall());
    return 0;
  }

  private static AgentHost host(String agent) {
    return WireEnum.find(AgentHost.class, agent)
        .orElseThrow(() ->
            new CliException(
                CliProblem.NO_COMMAND,
                "there is no agent \""
                    + JsonNode.safe(agent)
                    + "\"; there are "
                    + Arrays.stream(AgentHost.values())
                        .map(AgentHost::wireName)
                        .collect(Collectors.joining(", "))));
  }

  /** A script, because a JVM takes longer to start than an agent should wait. */
  private static Path program() {
    return DaemonProgram.launcher()
        .map(launcher -> launcher.resolveSibling("agent-hook"))
        .filter(Files::isExecutable)
        .orElseThrow(() ->
            new CliException(
                CliProblem.CANNOT_READ,
                "the program of the hook is not beside this program: install the distribution of"
                    + " make build"));
  }

  private Path data(@Nullable String given) {
    if (given != null) {
      return cliContext.workingDirectory().resolve(given).toAbsolutePath().normalize();
    }
    return new GlobalOptions().dataDir(cliContext);
  }
}
