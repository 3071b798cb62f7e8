package crossreview.cli;

import crossreview.json.Json;
import crossreview.json.JsonRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the daemon is and how to prove oneself.
 *
 * @param dataDir the local data directory, or null when the daemon was named by its URL
 * @param certificate the only one to trust, or null for those that Java trusts
 */
record DaemonAddress(URI url, String token, Path dataDir, Path certificate) {

  /** The daemon of a data directory, by its {@code daemon.json} and its operator's token. */
  static DaemonAddress local(Path dataDir) {
    Path file = dataDir.resolve("daemon.json");
    try {
      Map<String, Object> daemon = Json.readObject(Files.readAllBytes(file));
      return new DaemonAddress(
          URI.create(String.valueOf(daemon.get("url"))),
          token(dataDir.resolve("operator.token")),
          dataDir,
          daemon.get("tls_certificate") instanceof String pem ? Path.of(pem) : null);
    } catch (IOException | JsonRefused e) {
      throw new CliFailure(
          CliFailure.UNREACHABLE,
          "daemon_not_running",
          "no daemon runs on " + dataDir + ". Start one: crossreview serve");
    }
  }

  static DaemonAddress named(String server, Path tokenFile) {
    URI url;
    try {
      url = URI.create(server);
    } catch (IllegalArgumentException e) {
      throw CliFailure.usage("bad_server", "--server must be a URL, is \"" + server + "\"");
    }
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw CliFailure.usage(
          "bad_server", "--server must begin with http:// or https://, is \"" + server + "\"");
    }
    return new DaemonAddress(url, token(tokenFile), null, null);
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CliFailure(
          CliFailure.NOT_ALLOWED,
          "no_token",
          "cannot read the token file " + file + " (--token-file)");
    }
  }

  URI socket() {
    String scheme = url.getScheme().equals("https") ? "wss" : "ws";
    return URI.create(scheme + "://" + url.getRawAuthority() + "/api/v1/events");
  }
}
