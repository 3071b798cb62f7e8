package crossreview.cli.bridge;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.client.DaemonAddress;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.transport.ClientRequest;
import crossreview.cli.transport.ClientResponse;
import crossreview.cli.transport.ForeignListenerException;
import crossreview.model.CliProblem;
import crossreview.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The daemon of this machine, started in the background when none runs. */
public final class DaemonLauncher {
  private static final Duration PATIENCE = Duration.ofSeconds(20); // many sessions take a while
  private static final Duration LIVE = Duration.ofSeconds(1);
  private static final long LOOK_MS = 20;
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final GlobalOptions global;
  private final CliContext cliContext;
  private final Supplier<DaemonAddress> lookup;
  private boolean said;

  /**
   * @param lookup finds the daemon, or refuses when none runs
   */
  public DaemonLauncher(
      GlobalOptions global, CliContext cliContext, Supplier<DaemonAddress> lookup) {
    this.global = global;
    this.cliContext = cliContext;
    this.lookup = lookup;
  }

  /** Waits until it listens. */
  public synchronized DaemonAddress daemon() {
    Optional<DaemonAddress> there = running();
    if (there.isPresent()) {
      say();
      return there.get();
    }
    Path dataDir = global.dataDir(cliContext);
    Process daemon = start(dataDir);
    said = true; // what it was started with is in force
    Ticker ticker = cliContext.ticker();
    long end = ticker.nanos() + PATIENCE.toNanos();
    while (ticker.nanos() < end && !ended(daemon)) {
      there = running();
      if (there.isPresent()) {
        return there.get();
      }
    }
    throw new CliException(
        CliProblem.DAEMON_NOT_STARTED,
        "the daemon did not start; " + dataDir.resolve("serve.log") + " says why");
  }

  private void say() {
    if (!said && !global.settingsToStart().isEmpty()) {
      cliContext.note("a daemon runs already, so --set has no effect on it");
    }
    said = true;
  }

  private Optional<DaemonAddress> running() {
    try {
      DaemonAddress address = lookup.get();
      return answers(address) ? Optional.of(address) : Optional.empty();
    } catch (CliException none) {
      if (none.code().equals(CliProblem.DAEMON_NOT_RUNNING.code())) {
        return Optional.empty();
      }
      throw none; // a file that others can read, say: a second daemon would not change it
    }
  }

  /** Whether the daemon listens there; one that was killed leaves its file behind. */
  private static boolean answers(DaemonAddress address) {
    ClientRequest request = ClientRequest.get("/livez", LIVE);
    try (ClientResponse response = address.transport().send(request)) {
      return response.status() == 200;
    } catch (ForeignListenerException e) {
      throw address.unreachable(e);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean ended(Process daemon) {
    try {
      return daemon.waitFor(LOOK_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Process start(Path dataDir) {
    try {
      Files.createDirectories(dataDir, OWNER_ONLY);
      List<String> command = new ArrayList<>(own());
      command.add("serve");
      command.addAll(global.daemonArguments(dataDir));
      return new ProcessBuilder(command)
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(dataDir.resolve("serve.log").toFile()))
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new CliException(
          CliProblem.DAEMON_NOT_STARTED, "cannot start the daemon: " + e.getMessage());
    }
  }

  /** What started this process, in a session of its own where that can be had. */
  private static List<String> own() {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid"); // a host that ends its own children does not end the daemon
    }
    Path jar = jar().toAbsolutePath();
    Path launcher = jar.resolveSibling("../bin/crossreview").normalize();
    if (Files.isExecutable(launcher)) {
      command.add(launcher.toString()); // it knows how to start quickly
    } else {
      command.add(ProcessHandle.current().info().command().orElse("java"));
      command.addAll(List.of("-Xmx256m", "-Xlog:disable", "-jar", jar.toString()));
    }
    return command;
  }

  /** The jar that this process was started from. */
  private static Path jar() {
    List<String> arguments =
        List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
    int at = arguments.indexOf("-jar");
    if (at < 0 || at + 1 == arguments.size()) {
      throw new CliException(
          CliProblem.DAEMON_NOT_STARTED,
          "this program was not started from its jar, so it cannot start the daemon; start it with:"
              + " crossreview serve");
    }
    return Path.of(arguments.get(at + 1));
  }
}
