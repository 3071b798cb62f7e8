package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.admin.BackupCommand;
import crossreview.cli.admin.ClusterCommand;
import crossreview.cli.admin.ConfigCommand;
import crossreview.cli.admin.DemoCommand;
import crossreview.cli.admin.DoctorCommand;
import crossreview.cli.admin.ExportCommand;
import crossreview.cli.admin.ImportCommand;
import crossreview.cli.admin.InitCommand;
import crossreview.cli.admin.LocalBackend;
import crossreview.cli.admin.McpCommand;
import crossreview.cli.admin.PeersCommand;
import crossreview.cli.admin.RestoreCommand;
import crossreview.cli.admin.ServeCommand;
import crossreview.cli.admin.TokenCommand;
import crossreview.cli.admin.WebhooksCommand;
import crossreview.cli.ci.CiCommand;
import crossreview.cli.daemon.LogsCommand;
import crossreview.cli.daemon.ReloadCommand;
import crossreview.cli.daemon.RestartCommand;
import crossreview.cli.daemon.StartCommand;
import crossreview.cli.daemon.StatusCommand;
import crossreview.cli.daemon.StopCommand;
import crossreview.cli.hook.GitHookCommand;
import crossreview.cli.hook.HookCommand;
import crossreview.cli.hook.SnoozeCommand;
import crossreview.cli.manual.CompletionCommand;
import crossreview.cli.manual.ManualCommand;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.option.OptionPlacement;
import crossreview.cli.service.ServiceCommand;
import crossreview.json.JsonWriter;
import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
public final class CommandLineRunner {
  private static final int HELP_WIDTH_MIN = 55; // picocli lays out nothing narrower
  private static final int HELP_WIDTH_MAX = 100; // longer lines are hard to read

  private final CliContext cliContext;
  private final LocalBackend localBackend;

  public CommandLineRunner(CliContext cliContext, LocalBackend localBackend) {
    this.cliContext = cliContext;
    this.localBackend = localBackend;
  }

  @Command(
      name = "crossreview",
      mixinStandardHelpOptions = true,
      description =
          "Review a text with several reviewers in rounds until all vote READY on exactly the same"
              + " bytes.",
      footer = {
        "",
        "Exit codes: 0 approved or done, 1 not approved, 2 wrong usage or input, 3 stopped by a"
            + " limit or cancelled, 4 not allowed, 5 daemon not reachable or failed."
      })
  private static final class RootCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  /** Runs one command; returns the process's exit code. */
  public int run(String... arguments) {
    CommandLine line = commands();
    CommandGroups.use(line);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(cliContext.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(cliContext.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(Math.clamp(cliContext.width(), HELP_WIDTH_MIN, HELP_WIDTH_MAX));
    line.setExecutionStrategy(CommandLineRunner::execute);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> failed(failure, command, arguments));
    line.setParameterExceptionHandler((wrong, args) -> wrong(wrong));
    return line.execute(OptionPlacement.afterCommand(line, arguments));
  }

  /** Runs the command unless two options contradict each other or no command has the name. */
  private static int execute(ParseResult parsed) {
    for (CommandLine command : parsed.asCommandLineList()) {
      List<String> unknown = command.getParseResult().unmatched(); // left only beside --help
      if (!unknown.isEmpty() && !command.getSubcommands().isEmpty()) {
        throw new UnmatchedArgumentException(command, unknown);
      }
      if (command.getCommandSpec().mixins().get("global") instanceof CommandSpec common
          && common.userObject() instanceof GlobalOptions global) {
        try {
          global.refuseConflicts();
        } catch (CliException refused) {
          throw new ExecutionException(command, refused.getMessage(), refused);
        }
      }
    }
    return new RunLast().execute(parsed);
  }

  /** All commands, as the parser knows them. */
  CommandLine commands() {
    CommandLine line = new CommandLine(new RootCommand());
    line.getCommandSpec().versionProvider(version());
    line.addSubcommand(new ReviewCommand(cliContext));
    line.addSubcommand(new WatchCommand(cliContext));
    line.addSubcommand(new SessionsCommand(cliContext));
    line.addSubcommand(new ShowCommand(cliContext));
    line.addSubcommand(new OpenCommand(cliContext));
    line.addSubcommand(new ApplyCommand(cliContext));
    line.addSubcommand(new FixesCommand(cliContext));
    line.addSubcommand(new ExcludeCommand(cliContext));
    line.addSubcommand(new GateCommand(cliContext));
    line.addSubcommand(new CiCommand(cliContext));
    line.addSubcommand(new ReceiptCommand(cliContext));
    line.addSubcommand(new VerifyCommand(cliContext));
    line.addSubcommand(new VerifyReceiptCommand(cliContext));
    line.addSubcommand(new CancelCommand(cliContext));
    line.addSubcommand(new DoctorCommand(cliContext, localBackend));
    line.addSubcommand(new ExportCommand(cliContext));
    line.addSubcommand(new ImportCommand(cliContext, localBackend));
    addDaemonCommands(line);
    line.addSubcommand(new InitCommand(cliContext, localBackend));
    line.addSubcommand(new ConfigCommand(cliContext, localBackend));
    line.addSubcommand(new CallCommand(cliContext));
    line.addSubcommand(new McpCommand(cliContext));
    line.addSubcommand(new TokenCommand(cliContext));
    line.addSubcommand(new WebhooksCommand(cliContext));
    line.addSubcommand(new CompletionCommand(cliContext));
    line.addSubcommand(new ManualCommand(cliContext));
    line.addSubcommand(new PeersCommand(cliContext, localBackend));
    line.addSubcommand(new WhatIfCommand(cliContext));
    addDecisionCommands(line);
    line.addSubcommand(new DiffCommand(cliContext));
    line.addSubcommand(new ForkCommand(cliContext));
    line.addSubcommand(new ClusterCommand(cliContext));
    line.addSubcommand(new DemoCommand(cliContext, localBackend));
    addHooks(line);
    line.addSubcommand(help());
    return line;
  }

  private static CommandLine help() {
    CommandLine help = new CommandLine(new CommandLine.HelpCommand());
    help.getCommandSpec()
        .usageMessage()
        .description("Show the help of a command, as its option --help does.")
        .hidden(true); // --help is what the texts name
    return help;
  }

  private void addDecisionCommands(CommandLine line) {
    line.addSubcommand(new ChecklistCommand(cliContext));
    line.addSubcommand(new AnswerCommand(cliContext));
    line.addSubcommand(new JudgeCommand(cliContext));
    line.addSubcommand(new RebutCommand(cliContext));
    line.addSubcommand(new ProveCommand(cliContext));
    line.addSubcommand(new InviteCommand(cliContext));
  }

  private void addDaemonCommands(CommandLine line) {
    line.addSubcommand(new ServeCommand(cliContext, localBackend));
    line.addSubcommand(new StartCommand(cliContext));
    line.addSubcommand(new StopCommand(cliContext));
    line.addSubcommand(new RestartCommand(cliContext));
    line.addSubcommand(new ReloadCommand(cliContext));
    line.addSubcommand(new StatusCommand(cliContext));
    line.addSubcommand(new LogsCommand(cliContext));
    line.addSubcommand(ServiceCommand.line(cliContext));
    line.addSubcommand(new BackupCommand(cliContext));
    line.addSubcommand(new RestoreCommand(cliContext));
  }

  private void addHooks(CommandLine line) {
    line.addSubcommand(
        new CommandLine(new HookCommand(cliContext)).addSubcommand(new GitHookCommand(cliContext)));
    line.addSubcommand(new SnoozeCommand(cliContext));
  }

  private IVersionProvider version() {
    return () -> new String[] {"crossreview " + localBackend.version()};
  }

  private int wrong(CommandLine.ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String message = UsageErrors.message(wrong);
    String end = message.endsWith("?") ? " Help: " : ". Help: ";
    cliContext.err().println("crossreview: " + message + end + command + " --help");
    return ProblemKind.INVALID_REQUEST.exitCode();
  }

  private int failed(Exception failure, CommandLine command, String... arguments) throws Exception {
    CliException known =
        switch (failure) {
          case CliException said -> said;
          case ProblemException problemException -> // a daemon that cannot start
              new CliException(
                  problemException.problem().type(), problemException.problem().message());
          default -> throw failure; // a bug: it is shown with its stack
        };
    String message = UsageErrors.inOptions(known.getMessage(), command.getCommandSpec());
    cliContext.err().println("crossreview: " + message);
    List<String> said = Arrays.asList(arguments);
    if (said.contains("--json") || said.contains("--output=json")) {
      Map<String, Object> problem = new LinkedHashMap<>();
      problem.put("type", "error");
      problem.put("code", known.code());
      problem.put("message", message);
      problem.put("exit", known.exitCode());
      cliContext.out().println(JsonWriter.of(problem));
    }
    return known.exitCode();
  }
}
