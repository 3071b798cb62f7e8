package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.access.TokenFile;
import crossreview.http.HttpTestClient;
import crossreview.http.HttpTestClient.Answer;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.peer.factory.PeerCatalog.PeerCatalogFactory;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import crossreview.settings.reload.ReloadSource;
import crossreview.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A daemon in this process whose settings are a text that a test replaces. */
final class ReloadedDaemon implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30); // a busy machine

  private final Path home;
  private final Daemon daemon;
  private final HttpTestClient client;
  private volatile String file;

  ReloadedDaemon(Path home, String file, PeerCatalogFactory peers) throws Exception {
    this.home = home;
    this.file = file;
    this.daemon = Daemon.start(settings(), source(), peers);
    String token = Files.readString(home.resolve("data").resolve(TokenFile.OPERATOR_FILE)).strip();
    this.client = new HttpTestClient(URI.create(daemon.url()).getPort(), token);
    Eventually.holds(() -> get("/server").get("ready").equals(true), PATIENCE);
  }

  private ReloadSource source() {
    return new ReloadSource() {
      @Override
      public String name() {
        return "team.json";
      }

      @Override
      public Settings read() {
        return settings();
      }
    };
  }

  private Settings settings() {
    List<String> sets = List.of("data_dir=" + home.resolve("data"), "http.port=0");
    try {
      return switch (SettingsReader.read(JsonReader.readObject(file), sets, home)) {
        case SettingsResult.ValidSettings valid -> valid.settings();
        case SettingsResult.InvalidSettings invalid ->
            throw CliProblem.BAD_SETTINGS.exception("team.json has problems", invalid.faults());
      };
    } catch (InvalidJsonException e) {
      throw CliProblem.BAD_SETTINGS.exception("team.json is not valid JSON: " + e.getMessage());
    }
  }

  /** A file that only its owner can read. */
  static Path secret(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  ReloadedDaemon with(String text) {
    file = text;
    return this;
  }

  /** What differs, by setting: what it takes. */
  Map<Object, Object> reload() {
    Answer answer = post("/config/reload", Map.of());
    assertEquals(200, answer.status(), answer::text);
    return changes(answer.json());
  }

  /** The code with which a reload is refused. */
  String refused() {
    return post("/config/reload", Map.of()).code();
  }

  Map<Object, Object> difference() {
    return changes(get("/config/diff"));
  }

  private static Map<Object, Object> changes(Map<String, Object> answer) {
    Map<Object, Object> changes = new TreeMap<>();
    for (Object change : (List<?>) answer.get("changes")) {
      changes.put(((Map<?, ?>) change).get("setting"), ((Map<?, ?>) change).get("takes"));
    }
    return changes;
  }

  Map<String, Object> get(String path) {
    return client.get("/api/v1" + path).json();
  }

  Answer post(String path, Map<String, Object> body) {
    return client.post("/api/v1" + path, JsonWriter.of(body));
  }

  int port() {
    return URI.create(daemon.url()).getPort();
  }

  HttpTestClient client() {
    return client;
  }

  Path data() {
    return home.resolve("data");
  }

  /** The lines of the audit about reloads. */
  List<String> audited() {
    try {
      Path audit = data().resolve("audit.ndjson");
      return Files.exists(audit)
          ? Files.readString(audit).lines().filter(line -> line.contains("reload")).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    daemon.close();
  }
}
