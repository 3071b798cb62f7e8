package crossreview.cli.option;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.render.DisplayFormats;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.CliProblem;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** What every command takes: where the daemon is, and which settings are in force. */
public final class GlobalOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The daemon, if it is not the local one.")
  private String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The file with your token; needed with --server.")
  private Path tokenFile;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings; the shipped defaults without it.")
  private Path config;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The data directory, over what the settings say.")
  private Path dataDir;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, over what the file says.")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--json", description = "For machines: JSON on stdout.")
  private boolean json;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "json, table or markdown: how lists and answers are written.")
  private OutputFormat outputFormat;

  public boolean json() {
    return json || outputFormat == OutputFormat.JSON;
  }

  /** How to write, unless something else was asked for. */
  public OutputFormat output(OutputFormat usual) {
    return json ? OutputFormat.JSON : outputFormat == null ? usual : outputFormat;
  }

  String configName() {
    return config == null ? "the settings" : config.toString();
  }

  /** The daemon that the command talks to. */
  public DaemonAddress daemon(CliContext cliContext) {
    if (server == null) {
      return DaemonAddress.local(settings(cliContext).dataDir(), serveCommand());
    }
    if (tokenFile == null) {
      throw new CliException(CliProblem.NO_TOKEN, "--server needs --token-file with your token");
    }
    return DaemonAddress.remote(server, tokenFile);
  }

  /** Whether the command line says where the data is, in one of the three ways. */
  public boolean dataDirGiven() {
    return dataDir != null
        || config != null
        || sets.stream().anyMatch(set -> set.startsWith("data_dir="));
  }

  /** The command that starts the daemon that these options mean. */
  public String serveCommand() {
    StringBuilder command = new StringBuilder("crossreview serve");
    if (config != null) {
      command.append(" --config ").append(config);
    }
    if (dataDir != null) {
      command.append(" --data-dir ").append(dataDir);
    }
    sets.forEach(set -> command.append(" --set ").append(set));
    return JsonNode.safe(command.toString());
  }

  /** The settings in force; all problems at once. */
  public Settings settings(CliContext cliContext) {
    List<String> over = new ArrayList<>(sets);
    if (dataDir != null) {
      over.add("data_dir=" + cliContext.workingDirectory().resolve(dataDir));
    }
    Map<String, Object> file = config == null ? Map.of() : file(cliContext);
    return switch (SettingsReader.read(file, over, cliContext.home())) {
      case SettingsReader.SettingsResult.ValidSettings validSettings -> validSettings.settings();
      case SettingsReader.SettingsResult.InvalidSettings invalidSettings ->
          throw faults(invalidSettings);
    };
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

  private CliException faults(SettingsReader.SettingsResult.InvalidSettings invalidSettings) {
    StringBuilder text = new StringBuilder(configName() + " has ");
    text.append(DisplayFormats.plural(invalidSettings.faults().size(), "problem"));
    int width = invalidSettings.faults().stream().mapToInt(f -> f.path().length()).max().orElse(0);
    invalidSettings
        .faults()
        .forEach(f ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%n  %-" + width + "s   %s",
                    f.path(),
                    JsonNode.safe(f.message()))));
    return new CliException(CliProblem.BAD_SETTINGS, text.toString());
  }

  private Map<String, Object> file(CliContext cliContext) {
    Path file = cliContext.workingDirectory().resolve(config);
    try {
      return JsonReader.readObject(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CliException(CliProblem.NO_SETTINGS, "cannot read " + config + ": " + reason(e));
    } catch (InvalidJsonException e) {
      throw new CliException(
          CliProblem.BAD_SETTINGS, config + " is not valid JSON: " + e.getMessage());
    }
  }

  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no such file";
      case AccessDeniedException denied -> "it may not be read";
      default -> e.getMessage();
    };
  }
}
