package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.AccessProblem;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the daemon is and how to prove oneself.
 *
 * @param dataDir the local data directory, or null when the daemon was named by its URL
 * @param certificate the only one to trust, or null for those that Java trusts
 * @param start the command that starts this daemon where it does not run
 */
public record DaemonAddress(URI url, String token, Path dataDir, Path certificate, String start) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /**
   * The daemon of a data directory, by its {@code daemon.json} and its operator's token; where
   * several hosts share the directory, the one of this machine before those of others.
   *
   * @param start the command that starts it
   */
  public static DaemonAddress local(Path dataDir, String start) {
    try {
      Map<String, Object> daemon = daemon(dataDir);
      return new DaemonAddress(
          URI.create(String.valueOf(daemon.get("url"))),
          token(dataDir.resolve("operator.token")),
          dataDir,
          daemon.get("tls_certificate") instanceof String pem ? Path.of(pem) : null,
          start);
    } catch (IOException | InvalidJsonException e) {
      throw new CliException(
          CliProblem.DAEMON_NOT_RUNNING, "no daemon runs on " + dataDir + ". Start one: " + start);
    }
  }

  private static Map<String, Object> daemon(Path dataDir) throws IOException, InvalidJsonException {
    Path only = dataDir.resolve("daemon.json");
    if (Files.exists(only)) {
      return JsonReader.readObject(Files.readAllBytes(only));
    }
    List<Map<String, Object>> hosts = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dataDir, "daemon-*.json")) {
      for (Path file : files) {
        hosts.add(JsonReader.readObject(Files.readAllBytes(file)));
      }
    }
    String boot = Files.exists(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
    return hosts.stream()
        .filter(host -> boot.equals(host.get("boot_id")))
        .findFirst()
        .or(() -> hosts.stream().findFirst())
        .orElseThrow(() -> new NoSuchFileException(only.toString()));
  }

  public static DaemonAddress remote(String server, Path tokenFile) {
    URI url;
    try {
      url = URI.create(server);
    } catch (IllegalArgumentException e) {
      throw new CliException(
          CliProblem.BAD_SERVER, "--server must be a URL, is \"" + server + "\"");
    }
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new CliException(
          CliProblem.BAD_SERVER,
          "--server must begin with http:// or https://, is \"" + server + "\"");
    }
    return new DaemonAddress(url, token(tokenFile), null, null, "crossreview serve, on its host");
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CliException(
          AccessProblem.BAD_TOKEN_FILE, "cannot read the token file " + file + " (--token-file)");
    }
  }

  URI eventsUri() {
    String scheme = url.getScheme().equals("https") ? "wss" : "ws";
    return URI.create(scheme + "://" + url.getRawAuthority() + "/api/v1/events");
  }
}
