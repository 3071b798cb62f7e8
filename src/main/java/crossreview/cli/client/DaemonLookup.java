package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.cli.client.DaemonAddress.LocalAddress;
import crossreview.cli.transport.BearerToken;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.lock.LockHolder;
import crossreview.model.AccessProblem;
import crossreview.model.CliProblem;
import crossreview.store.disk.FileModeCheck;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the daemon of a data directory by its {@code daemon.json}. Blocking.
 *
 * <p>Nothing in the directory is believed unless only its owner can have written it: the directory,
 * the file and the socket are closed to others (0700, 0600) and belong to the directory's owner or
 * to root. Where several hosts share the directory, each has a file; the one of this machine
 * counts, since a Unix domain socket does not reach beyond it.
 */
public final class DaemonLookup {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path dataDir;
  private final UserPrincipal owner;

  private DaemonLookup(Path dataDir) throws IOException {
    this.dataDir = dataDir;
    this.owner = Files.getOwner(dataDir);
  }

  /**
   * The daemon that runs on a data directory, or ran there last.
   *
   * @param tokenFile who asks
   * @param start the command that starts the daemon, for messages
   * @throws CliException when there is none, or when others could have written what names it
   */
  public static LocalAddress find(Path dataDir, Path tokenFile, String start) {
    try {
      return new DaemonLookup(dataDir).found(tokenFile, start);
    } catch (IOException | InvalidJsonException e) {
      throw new CliException(
          CliProblem.DAEMON_NOT_RUNNING, "no daemon runs on " + dataDir + ". Start one: " + start);
    }
  }

  private LocalAddress found(Path tokenFile, String start)
      throws IOException, InvalidJsonException {
    checkPrivate("the data directory ", dataDir);
    Map<String, Object> daemon = daemon();
    if (!(daemon.get("socket") instanceof String name)
        || !(daemon.get("pid") instanceof Long pid)
        || !(daemon.get("url") instanceof String url)) {
      throw new CliException(
          CliProblem.DAEMON_TOO_OLD,
          "the daemon on "
              + dataDir
              + " has no local socket, because it is an older version; stop it and start this"
              + " version");
    }
    Path socket = Path.of(name);
    if (Files.exists(socket)) {
      checkPrivate("the folder of the daemon's socket ", socket.resolveSibling(""));
      checkOwner(socket);
    }
    return new LocalAddress(
        dataDir, process(daemon, pid), socket, url, start, trusted(), BearerToken.read(tokenFile));
  }

  private static LockHolder process(Map<String, Object> daemon, long pid) {
    return new LockHolder(
        "",
        part(daemon, "machine_id"),
        part(daemon, "boot_id"),
        part(daemon, "pid_namespace"),
        pid,
        part(daemon, "started"),
        0);
  }

  private static String part(Map<String, Object> daemon, String name) {
    return daemon.get(name) instanceof String text ? text : "";
  }

  private Map<String, Object> daemon() throws IOException, InvalidJsonException {
    Path only = dataDir.resolve("daemon.json");
    if (Files.exists(only)) {
      return read(only);
    }
    List<Map<String, Object>> hosts = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dataDir, "daemon-*.json")) {
      for (Path file : files) {
        hosts.add(read(file));
      }
    }
    if (hosts.isEmpty()) {
      throw new NoSuchFileException(only.toString());
    }
    String boot = Files.exists(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
    return hosts.stream()
        .filter(host -> boot.equals(host.get("boot_id")))
        .min(Comparator.comparing(host -> !runs(host)))
        .orElseThrow(() ->
            new CliException(
                CliProblem.DAEMON_ELSEWHERE,
                "the daemons on "
                    + dataDir
                    + " run on other machines; choose one: --server URL --token-file FILE"));
  }

  private static boolean runs(Map<String, Object> host) {
    return host.get("pid") instanceof Long pid && ProcessHandle.of(pid).isPresent();
  }

  private Map<String, Object> read(Path file) throws IOException, InvalidJsonException {
    checkPrivate("", file);
    return JsonReader.readObject(Files.readAllBytes(file));
  }

  private void checkPrivate(String what, Path path) throws IOException {
    checkOwner(path);
    Optional<String> open = FileModeCheck.fault(path);
    if (open.isPresent()) {
      throw new CliException(AccessProblem.PRIVATE_FILE_REFUSED, what + path + " " + open.get());
    }
  }

  private void checkOwner(Path path) throws IOException {
    UserPrincipal found = Files.getOwner(path);
    if (!trusted().test(found)) {
      throw new CliException(
          AccessProblem.PRIVATE_FILE_REFUSED,
          path + " belongs to " + found + ", the data directory to " + owner + "; remove it");
    }
  }

  /** Root can read everything here anyway, and owns the root directory on every system. */
  private Predicate<UserPrincipal> trusted() throws IOException {
    UserPrincipal root = Files.getOwner(Path.of("/"));
    return user -> user.equals(owner) || user.equals(root);
  }
}
