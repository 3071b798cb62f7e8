package crossreview.cli;

import crossreview.json.JsonWriter;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.settings.Settings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. */
public final class CommandLineDoor {
  private final Surroundings surroundings;
  private final Handed handed;

  /** What the top floor hands in. */
  public interface Handed {
    /** Runs a daemon until it is told to stop; returns the exit code. */
    int serve(Settings settings);

    /** Starts a daemon in this process. */
    Running start(Settings settings);

    /** Takes a bundle, or another program's data directory, into a data directory. */
    void take(Settings settings, Path from, Taken taken);

    /** Hears of each session that was looked at. */
    @FunctionalInterface
    interface Taken {
      void line(String session, String what, List<String> notes);
    }

    /** Looks whether the peers of the settings could be asked; blocks until all have said so. */
    List<Probed> probe(Settings settings, boolean live);

    /**
     * A peer that was looked at.
     *
     * @param available null where only a paid call would show it
     * @param listed whether its provider lists the model, or null where it lists none
     */
    record Probed(
        String peer, String model, Boolean available, Boolean listed, long millis, String note) {}

    /** Repairs one session of a data directory. */
    Mended repair(Settings settings, SessionId id);

    /**
     * What a repair did, and what it could not do.
     *
     * @param kept where the replaced files are
     */
    record Mended(List<String> done, List<String> left, Optional<Path> kept) {}

    /** Makes log lines about what the house does itself quiet or not. */
    void quiet();

    String version();

    /** A daemon in this process. */
    interface Running extends AutoCloseable {
      @Override
      void close();
    }
  }

  public CommandLineDoor(Surroundings surroundings, Handed handed) {
    this.surroundings = surroundings;
    this.handed = handed;
  }

  @Command(
      name = "crossreview",
      mixinStandardHelpOptions = true,
      description = "Several reviewers, in rounds, until all say READY on exactly the same bytes.",
      footer = {
        "",
        "Exit codes: 0 unanimous or done, 1 not unanimous, 2 usage, 3 stopped by a limit or"
            + " cancelled,",
        "4 not allowed, 5 daemon not reachable."
      })
  private static final class Root implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  /** Runs one command; returns the process's exit code. */
  public int run(String... arguments) {
    CommandLine line = new CommandLine(new Root());
    line.getCommandSpec().versionProvider(version());
    line.addSubcommand(new ReviewCommand(surroundings));
    line.addSubcommand(new WatchCommand(surroundings));
    line.addSubcommand(new SessionsCommand(surroundings));
    line.addSubcommand(new ShowCommand(surroundings));
    line.addSubcommand(new VerifyCommand(surroundings));
    line.addSubcommand(new VerifyReceiptCommand(surroundings));
    line.addSubcommand(new CancelCommand(surroundings));
    line.addSubcommand(new DoctorCommand(surroundings, handed));
    line.addSubcommand(new ExportCommand(surroundings));
    line.addSubcommand(new ImportCommand(surroundings, handed));
    line.addSubcommand(new ServeCommand(surroundings, handed));
    line.addSubcommand(new ConfigCommand(surroundings));
    line.addSubcommand(new CallCommand(surroundings));
    line.addSubcommand(new McpCommand(surroundings));
    line.addSubcommand(new TokenCommand(surroundings));
    line.addSubcommand(new CompletionCommand(surroundings));
    line.addSubcommand(new PeersCommand(surroundings, handed));
    line.addSubcommand(new WhatIfCommand(surroundings));
    line.addSubcommand(new ChecklistCommand(surroundings));
    line.addSubcommand(new AnswerCommand(surroundings));
    line.addSubcommand(new JudgeCommand(surroundings));
    line.addSubcommand(new DiffCommand(surroundings));
    line.addSubcommand(new ForkCommand(surroundings));
    line.addSubcommand(new ClusterCommand(surroundings));
    line.addSubcommand(new DemoCommand(surroundings, handed));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(Math.min(100, surroundings.width()));
    line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, arguments));
    line.setParameterExceptionHandler((wrong, args) -> wrong(wrong));
    return line.execute(arguments);
  }

  private IVersionProvider version() {
    return () -> new String[] {"crossreview " + handed.version()};
  }

  private int wrong(CommandLine.ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    surroundings
        .err()
        .println(
            "crossreview: " + Tree.safe(wrong.getMessage()) + ". Help: " + command + " --help");
    return CliFailure.USAGE;
  }

  private int failed(Exception failure, String... arguments) throws Exception {
    CliFailure known =
        switch (failure) {
          case CliFailure said -> said;
          case ProblemException problemException -> // a daemon that cannot start
              new CliFailure(
                  CliFailure.UNREACHABLE,
                  problemException.problem().code(),
                  problemException.problem().message());
          default -> throw failure; // a bug: it is shown with its stack
        };
    surroundings.err().println("crossreview: " + known.getMessage());
    List<String> said = Arrays.asList(arguments);
    if (said.contains("--json") || said.contains("--output=json")) {
      Map<String, Object> problem = new LinkedHashMap<>();
      problem.put("type", "error");
      problem.put("code", known.code());
      problem.put("message", known.getMessage());
      problem.put("exit", known.exitCode());
      surroundings.out().println(JsonWriter.of(problem));
    }
    return known.exitCode();
  }
}
