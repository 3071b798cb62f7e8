package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.testkit.Eventually;
import crossreview.testkit.ProgramProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of {@code conf/monitoring} with a real Prometheus. */
class MonitoringIT {
  private static final Path CONF = Path.of("conf", "monitoring").toAbsolutePath();
  private static final Pattern NAME = Pattern.compile("\\b(?:crossreview|jvm)_[a-z_]+");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path home;

  private Process start(String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve(command[0] + ".out").toFile())
        .start();
  }

  private static String get(String url, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void theRulesAreSound() throws Exception {
    Process check = start("promtool", "check", "rules", CONF.resolve("alerts.yml").toString());

    assertTrue(check.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, check.exitValue(), Files.readString(home.resolve("promtool.out")));
  }

  @Test
  void theRulesAreRaisedWhenTheyShouldBeAndALimitThatIsNotSetRaisesNone() throws Exception {
    Path cases = Path.of("src/test/resources/monitoring/alerts.test.yml").toAbsolutePath();
    Process check = start("promtool", "test", "rules", cases.toString());

    assertTrue(check.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, check.exitValue(), Files.readString(home.resolve("promtool.out")));
  }

  /** A rule about a name that nobody exports never fires. */
  @Test
  void everyNumberOfTheRulesAndTheDashboardIsExported() throws Exception {
    try (DaemonProcess daemon =
        DaemonProcess.start(home, home.resolve("data"), "--set", "limits.day_usd=5")) {
      Path text = Files.writeString(home.resolve("a.txt"), "a text\n");
      try (ProgramProcess review =
          ProgramProcess.with(home)
              .run("review", text.toString(), "--data-dir", home.resolve("data").toString())) {
        review.exit();
      }
      String page = get(daemon.url() + "/metrics", daemon.token());
      TreeSet<String> missing = new TreeSet<>();
      for (String file : List.of("alerts.yml", "dashboard.json")) {
        Matcher names = NAME.matcher(Files.readString(CONF.resolve(file)));
        while (names.find()) {
          String name = names.group().replaceAll("_bucket$|_total$", "");
          if (!page.contains("# TYPE " + name)) {
            missing.add(file + " " + name);
          }
        }
      }
      assertEquals(new TreeSet<>(), missing, page);
    }
  }

  @Test
  void prometheusReadsTheDaemonWithATokenOfMetricsOnly() throws Exception {
    Path data = home.resolve("data");
    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      try (ProgramProcess token =
          ProgramProcess.with(home)
              .run(
                  "token",
                  "create",
                  "prometheus",
                  "--role",
                  "metrics",
                  "--data-dir",
                  data.toString())) {
        assertEquals(0, token.exit(), token::said);
        Files.writeString(home.resolve("token"), token.out().getFirst());
      }
      int port;
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      Files.copy(CONF.resolve("alerts.yml"), home.resolve("alerts.yml"));
      Files.writeString(
          home.resolve("prometheus.yml"),
          Files.readString(CONF.resolve("prometheus.yml"))
              .replace("15s", "1s")
              .replace("/etc/prometheus/crossreview.token", home.resolve("token").toString())
              .replace("127.0.0.1:7433", daemon.url().replace("http://", "")));
      Process prometheus =
          start(
              "prometheus",
              "--config.file=prometheus.yml",
              "--storage.tsdb.path=tsdb",
              "--web.listen-address=127.0.0.1:" + port);
      try {
        Eventually.holds(
            () -> value(port, "crossreview_ready").equals(Optional.of("1")),
            Duration.ofSeconds(60));
        assertEquals(Optional.of("1"), value(port, "up{job=\"crossreview\"}"));
      } finally {
        prometheus.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
  }

  /** What Prometheus has; empty while it has nothing, or does not listen yet. */
  private static Optional<String> value(int port, String query) {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    try {
      String answer = get("http://127.0.0.1:" + port + "/api/v1/query?query=" + encoded, "none");
      return JsonTree.text(JsonReader.readObject(answer), "/data/result/0/value/1");
    } catch (Exception e) {
      return Optional.empty();
    }
  }
}
