package crossreview.cli.service;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.daemon.DaemonProgram;
import crossreview.cli.option.GlobalOptions;
import crossreview.model.CliProblem;
import crossreview.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = {
      "Write a unit for systemd, and say how to start it.",
      "The daemon says when it is ready, is restarted when it fails or hangs, and sees only what it"
          + " needs. --config, --data-dir and --set are what it starts with."
    },
    footer = {
      "",
      "  crossreview service install --config ~/crossreview.json",
      "  sudo crossreview service install --system --config /etc/crossreview/crossreview.json",
      "  crossreview service install --launchd > ~/Library/LaunchAgents/crossreview.plist"
    })
final class ServiceInstallCommand implements Callable<Integer> {
  private static final String NAME_FORM = "[a-z_][a-z0-9_-]{0,30}"; // useradd(8)

  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(names = "--system", description = "For the machine, as a user of its own; needs root.")
  private boolean system;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "With --system: whom it runs as; crossreview by default.")
  private @Nullable String user;

  @Option(
      names = "--program",
      paramLabel = "FILE",
      description = "The launcher; by default the one that runs now.")
  private @Nullable Path program;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "With --system: the root of an image; by default /.")
  private Path root = Path.of("/");

  @Option(names = "--print", description = "Print the unit and write nothing.")
  private boolean print;

  @Option(names = "--launchd", description = "Print an agent for launchd (macOS) instead.")
  private boolean launchd;

  ServiceInstallCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    refuseMeaningless();
    Settings settings = global.settings(cliContext);
    if (launchd) {
      cliContext.out().print(agent(settings).text());
      return 0;
    }
    ServiceUnit unit = unit(settings);
    if (print) {
      cliContext.out().print(unit.text());
      return 0;
    }
    UnitFile file = UnitFile.of(system, cliContext.workingDirectory().resolve(root), cliContext);
    file.write(unit.text());
    cliContext.out().println("installed " + file.shown());
    cliContext.out().println("start it now and at each boot:");
    next().forEach(line -> cliContext.out().println("  " + line));
    return 0;
  }

  private void refuseMeaningless() {
    String none =
        launchd && system
            ? "--launchd is for this user: omit --system"
            : user != null && !system
                ? "--user has an effect only with --system"
                : user != null && !user.matches(NAME_FORM)
                    ? "--user must be the name of a user, is \"" + user + "\""
                    : "";
    if (!none.isEmpty()) {
      throw new CliException(CliProblem.OPTION_CONFLICT, none);
    }
  }

  private ServiceUnit unit(Settings settings) {
    Path launcher = launcher();
    refuseHome("the program", "use bin/crossreview of a copy, or --program", launcher);
    boolean own = system && !global.namesDataDir() && inHome(settings.dataDir());
    List<String> command = new ArrayList<>(List.of(ServiceUnit.word(launcher.toString()), "serve"));
    for (String word : global.daemonArguments(settings.dataDir())) {
      command.add(ServiceUnit.word(word));
    }
    if (own) {
      command.set(command.indexOf("--data-dir") + 1, ServiceUnit.STATE);
    } else {
      refuseHome("the data directory", "choose another --data-dir", settings.dataDir());
    }
    List<String> writable =
        system && !own ? List.of(ServiceUnit.word(settings.dataDir().toString())) : List.of();
    return new ServiceUnit(system, user(), command, writable);
  }

  private boolean inHome(Path path) {
    return path.startsWith("/home")
        || path.startsWith("/root")
        || path.startsWith(cliContext.home());
  }

  private void refuseHome(String what, String instead, Path path) {
    if (system && inHome(path)) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "the unit of the machine sees no home directories, and "
              + what
              + " is "
              + path
              + ": "
              + instead
              + " outside of them");
    }
  }

  private LaunchdAgent agent(Settings settings) {
    List<String> command = new ArrayList<>(List.of(launcher().toString(), "serve"));
    command.addAll(global.daemonArguments(settings.dataDir()));
    return new LaunchdAgent(command, Settings.logFile(settings.dataDir()).toString());
  }

  private Path launcher() {
    Path named = program == null ? DaemonProgram.launcher().orElse(null) : program;
    if (named == null) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "this program was not started by bin/crossreview of a distribution: name it with"
              + " --program");
    }
    return cliContext.workingDirectory().resolve(named).normalize();
  }

  private String user() {
    return user == null ? "crossreview" : user;
  }

  private List<String> next() {
    List<String> lines = new ArrayList<>();
    if (system) {
      lines.add("id " + user() + " || useradd --system " + user());
    }
    lines.add(manager(system) + " daemon-reload");
    lines.add(manager(system) + " enable --now crossreview");
    if (!system) {
      lines.add("loginctl enable-linger   # it runs while you are not logged in");
    }
    return lines;
  }

  static String manager(boolean system) {
    return system ? "systemctl" : "systemctl --user";
  }
}
