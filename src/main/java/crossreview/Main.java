package crossreview;

import crossreview.cli.CliContext;
import crossreview.cli.admin.LocalBackend;
import crossreview.cli.command.CommandLineRunner;
import crossreview.daemon.Daemon;
import crossreview.daemon.SupervisorLink;
import crossreview.file.FileModes;
import crossreview.file.StorageProblems;
import crossreview.guard.Redaction;
import crossreview.guard.rule.RuleFileReader.RuleFault;
import crossreview.logging.LoggingConfig;
import crossreview.maintenance.SessionRepair;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.offline.OfflineImport;
import crossreview.offline.OfflineRepair;
import crossreview.offline.PanelCheck;
import crossreview.offline.PeerProbe;
import crossreview.peer.factory.PeerKeyring;
import crossreview.peer.factory.PeerSandboxes;
import crossreview.process.Environment;
import crossreview.process.ProcessProtection;
import crossreview.process.TerminalWidth;
import crossreview.process.Version;
import crossreview.settings.Settings;
import crossreview.settings.reload.ReloadSource;
import crossreview.time.SystemTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program: a command line whose {@code serve} and {@code demo} start a {@link Daemon}. */
public final class Main {
  private static final int NOT_STARTED = 1;

  private Main() {}

  public static void main(String[] arguments) {
    Environment environment = Environment.ofProcess();
    SystemTime time = new SystemTime();
    CliContext cliContext =
        new CliContext(
            environment.home(),
            environment.workingDirectory(),
            environment.variables(),
            System.in,
            System.out,
            System.err,
            onTerminal() ? TerminalWidth.columns() : 0,
            time,
            time,
            new SecureRandom());
    System.exit(new CommandLineRunner(cliContext, new ProcessBackend()).run(arguments));
  }

  /** Whether stdout is a terminal; stdin may be a pipe all the same. */
  private static boolean onTerminal() {
    try {
      String out = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return out.startsWith("/dev/pts/") || out.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null && System.console().isTerminal();
    }
  }

  /** Daemons in this process. */
  private static final class ProcessBackend implements LocalBackend {
    @Override
    public int serve(Settings settings, ReloadSource source) {
      ProcessProtection.apply();
      PeerKeyring keys = PeerKeyring.of(settings, Environment.ofProcess().variables());
      Redaction redaction = keys.redaction();
      logToFile(settings);
      LoggingConfig.apply(settings.log().level(), settings.log().format(), redaction::redact);
      PeerSandboxes.warn(settings);
      keys.warnOfRules();
      Signals signals = Signals.watch();
      try (Daemon daemon = Daemon.start(settings, source);
          SupervisorLink link = SupervisorLink.begin(Environment.ofProcess(), daemon)) {
        boolean terminal = hasTerminal();
        signals.onHangUp(() -> terminal && !hasTerminal(), daemon::reloadSoon);
        System.out.println(
            "crossreview listens at " + daemon.url() + ", data in " + daemon.dataDir());
        signals.await();
        return 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return NOT_STARTED;
      }
    }

    /** Whether the process can reach a controlling terminal; after a hang-up it cannot. */
    private static boolean hasTerminal() {
      try (InputStream terminal = Files.newInputStream(Path.of("/dev/tty"))) {
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    private static void logToFile(Settings settings) {
      Settings.LogSettings log = settings.log();
      if (log.toFile()) {
        Path file = Settings.logFile(settings.dataDir());
        try {
          Files.createDirectories(settings.dataDir(), FileModes.PRIVATE_DIRECTORY);
          LoggingConfig.toFile(
              file,
              new LoggingConfig.LogFileLimits(
                  log.fileBytesMax(), log.totalBytesMax(), log.daysMax()));
        } catch (IOException e) {
          throw new ProblemException(StorageProblems.of("write the log " + file, e));
        }
      }
    }

    @Override
    public List<String> secretRuleFaults(Settings settings) {
      return PeerKeyring.of(settings, Environment.ofProcess().variables()).rules().faults().stream()
          .map(RuleFault::words)
          .toList();
    }

    @Override
    public DaemonHandle start(Settings settings) {
      ProcessProtection.apply();
      Daemon daemon = Daemon.start(settings);
      return daemon::close;
    }

    @Override
    public void importSessions(Settings settings, Path from, ImportListener importListener) {
      OfflineImport.run(settings, from, importListener::onSession);
    }

    @Override
    public List<ProbeResult> probe(Settings settings, boolean live) {
      return PeerProbe.run(settings, live);
    }

    @Override
    public List<PanelReadiness> checkPanels(Settings settings) {
      return PanelCheck.run(settings);
    }

    @Override
    public Map<String, String> sandboxNotes(Settings settings) {
      Map<String, String> notes = new LinkedHashMap<>();
      PeerSandboxes.of(settings).forEach((peer, sandbox) -> notes.put(peer, sandbox.note()));
      return notes;
    }

    @Override
    public RepairResult repair(Settings settings, SessionId id) {
      SessionRepair.RepairOutcome repairOutcome = OfflineRepair.repair(settings, id);
      return new RepairResult(
          repairOutcome.done(), repairOutcome.left(), Optional.ofNullable(repairOutcome.kept()));
    }

    @Override
    public void muteLogs() {
      LoggingConfig.apply("warn", "text");
    }

    @Override
    public String version() {
      return Version.TEXT;
    }
  }
}
