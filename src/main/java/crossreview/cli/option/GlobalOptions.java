package crossreview.cli.option;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.client.DaemonLookup;
import crossreview.cli.option.OutputTarget.OutputFile;
import crossreview.cli.transport.BearerToken;
import crossreview.model.CliProblem;
import crossreview.settings.Settings;
import crossreview.settings.reload.ReloadSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What every command takes: where the daemon is, who acts, and which settings are in force. An
 * option that would have no effect is refused.
 */
public final class GlobalOptions {
  private static final String OPERATOR_TOKEN = "operator.token";
  private static final String AGENT_TOKEN = "agent.token";

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "URL of the daemon; by default the local one.")
  private @Nullable String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token to use; by default the operator's token of this machine.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The settings file; by default crossreview.json in ~/.config/crossreview or"
              + " /etc/crossreview, else the built-in defaults.")
  private @Nullable Path config;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The data directory; overrides the settings.")
  private @Nullable Path dataDir;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting; overrides the settings file.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--json", description = "JSON output on stdout.")
  private boolean json;

  @Option(
      names = "--output",
      paramLabel = "FORMAT[=FILE]",
      converter = OutputTarget.OutputTargetReader.class,
      description =
          "Format of lists and answers: json, table or markdown. With =FILE, several if repeated:"
              + " the result of a review as sarif, junit, gitlab-codequality, github-annotations,"
              + " rdjson, markdown, html, json or agent; - is stdout.")
  private List<OutputTarget> outputs = new ArrayList<>();

  private final boolean results;

  public GlobalOptions() {
    this(false);
  }

  private GlobalOptions(boolean results) {
    this.results = results;
  }

  /** The options of a command that has a result to write to files. */
  public static GlobalOptions withResults() {
    return new GlobalOptions(true);
  }

  public boolean json() {
    return json || stdoutFormat() == OutputFormat.JSON;
  }

  /** How to write, unless something else was asked for. */
  public OutputFormat output(OutputFormat usual) {
    OutputFormat asked = stdoutFormat();
    return json ? OutputFormat.JSON : asked == null ? usual : asked;
  }

  private @Nullable OutputFormat stdoutFormat() {
    for (OutputTarget target : outputs) {
      if (target instanceof OutputTarget.StdoutFormat asked) {
        return asked.format();
      }
    }
    return null;
  }

  /** The files that the result is written to, in order. */
  public List<OutputFile> files() {
    return outputs.stream()
        .filter(OutputFile.class::isInstance)
        .map(OutputFile.class::cast)
        .toList();
  }

  /** Refuses outputs of which one would have no effect. */
  public void refuseConflicts() {
    OutputConflicts.refuse(outputs, json, results);
  }

  /** The API of the daemon that the options name. */
  public ApiClient client(CliContext cliContext) {
    return new ApiClient(daemon(cliContext), cliContext::freshKey, cliContext::note);
  }

  /** The daemon that the command talks to, as the operator unless a token file was named. */
  public DaemonAddress daemon(CliContext cliContext) {
    return settled(daemonToStart(cliContext));
  }

  /** The same for what an agent starts: as the agent of this machine, whose role is caller. */
  public DaemonAddress daemonForAgent(CliContext cliContext) {
    return settled(daemonToStartForAgent(cliContext));
  }

  /** The daemon that is started with these options if none runs. */
  public DaemonAddress daemonToStart(CliContext cliContext) {
    return daemon(cliContext, OPERATOR_TOKEN);
  }

  /** The same for what an agent starts. */
  public DaemonAddress daemonToStartForAgent(CliContext cliContext) {
    return daemon(cliContext, AGENT_TOKEN);
  }

  /** A daemon that runs has had its settings since its start. */
  private DaemonAddress settled(DaemonAddress found) {
    if (!settingsToStart().isEmpty()) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "the daemon runs with the settings of its start, so --set "
              + JsonNode.safe(String.join(", ", settingsToStart()))
              + " has no effect; omit it, or stop the daemon and run: "
              + serveCommand());
    }
    return found;
  }

  /** The settings of the command line that only a start of the daemon applies. */
  public List<String> settingsToStart() {
    return sets.stream().filter(set -> !set.startsWith("data_dir=")).toList();
  }

  private DaemonAddress daemon(CliContext cliContext, String usualToken) {
    if (server == null) {
      Path dir = dataDir(cliContext);
      Path token =
          tokenFile == null
              ? dir.resolve(usualToken)
              : cliContext.workingDirectory().resolve(tokenFile);
      return DaemonLookup.find(dir, token, serveCommand());
    }
    if (tokenFile == null) {
      throw new CliException(CliProblem.NO_TOKEN, "--server needs --token-file with your token");
    }
    if (config != null || dataDir != null || !sets.isEmpty()) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "--server selects a daemon by its URL, and --config, --data-dir and --set select the one"
              + " of this machine; use one or the other");
    }
    BearerToken token = BearerToken.read(cliContext.workingDirectory().resolve(tokenFile));
    return DaemonAddress.RemoteAddress.of(server, token);
  }

  /** Whether the command line says where the data is, in one of the three ways. */
  public boolean dataDirGiven() {
    return namesDataDir() || config != null;
  }

  /** Whether the data directory itself is named, and not only settings. */
  public boolean namesDataDir() {
    return dataDir != null || sets.stream().anyMatch(set -> set.startsWith("data_dir="));
  }

  /** Uses other data, and a setting below those of the command line. */
  public void use(Path otherDataDir, String setting) {
    dataDir = otherDataDir;
    sets.addFirst(setting);
  }

  /** Whether options say which settings are in force, beside the data directory. */
  public boolean namesSettings() {
    return config != null || !sets.isEmpty();
  }

  /** The command that starts the daemon that these options mean. */
  public String serveCommand() {
    return command("serve");
  }

  /** The same in the background. */
  public String startCommand() {
    return command("start");
  }

  private String command(String name) {
    StringBuilder command = new StringBuilder("crossreview ").append(name);
    if (config != null) {
      command.append(" --config ").append(config);
    }
    if (dataDir != null) {
      command.append(" --data-dir ").append(dataDir);
    }
    sets.forEach(set -> command.append(" --set ").append(set));
    return JsonNode.safe(command.toString());
  }

  /** Whether options say who acts, or at which daemon. */
  public boolean namesCaller() {
    return server != null || tokenFile != null;
  }

  /** Whether the daemon was named by its URL. */
  public boolean namesServer() {
    return server != null;
  }

  /** The data directory of this machine that the options name. */
  public Path dataDir(CliContext cliContext) {
    return read(cliContext).dataDir();
  }

  /**
   * The settings in force, for a command that works without a daemon; all problems at once. Options
   * that say who acts are refused.
   */
  public Settings settings(CliContext cliContext) {
    refuseCaller();
    return read(cliContext);
  }

  /** Refuses options that say who acts: where no daemon is asked they would have no effect. */
  public void refuseCaller() {
    if (namesCaller()) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "this command works on the files of this machine without a daemon; --server and"
              + " --token-file have no effect, omit them");
    }
  }

  /**
   * The same for a daemon that is about to start; says what its user has to know about the place of
   * the data.
   */
  public Settings settingsToServe(CliContext cliContext) {
    Settings settings = settings(cliContext);
    if (!namesDataDir()) {
      StandardPlaces.of(cliContext).notes(settings.dataDir()).forEach(cliContext::note);
    }
    return settings;
  }

  /** From where a daemon with these options reads its settings again. */
  public ReloadSource source(CliContext cliContext) {
    return settingsSource(cliContext).again(cliContext);
  }

  private Settings read(CliContext cliContext) {
    return settingsSource(cliContext).read(cliContext);
  }

  private SettingsSource settingsSource(CliContext cliContext) {
    List<String> over = new ArrayList<>(sets);
    if (dataDir != null) {
      over.add("data_dir=" + cliContext.workingDirectory().resolve(dataDir));
    }
    return new SettingsSource(config, over);
  }

  /** The same settings for a daemon that is started in another process. */
  public List<String> daemonArguments(Path where) {
    List<String> arguments = new ArrayList<>(List.of("--data-dir", where.toString()));
    if (config != null) {
      arguments.addAll(List.of("--config", config.toAbsolutePath().toString()));
    }
    sets.forEach(set -> arguments.addAll(List.of("--set", set)));
    return arguments;
  }

  public static @Nullable String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no such file";
      case AccessDeniedException denied -> "permission denied";
      default -> e.getMessage();
    };
  }
}
