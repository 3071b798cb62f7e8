package crossreview.bench;

import crossreview.daemon.Daemon;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.testkit.ReviewHarness;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Polls of agents and pages of events over 64 connections, beside a server that only answers. */
final class ApiThroughput implements Benchmark {
  private static final int LINES = 60;
  private static final int REQUESTS = 30_000;

  @Override
  public String name() {
    return "api_rates";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    List<String> sets =
        List.of("data_dir=" + dir.resolve("store"), "http.port=0", "http.requests_per_minute=0");
    Settings settings =
        ((SettingsReader.SettingsResult.ValidSettings) SettingsReader.read(Map.of(), sets, dir))
            .settings();
    Vertx vertx = Vertx.vertx();
    try (Daemon daemon = Daemon.start(settings)) {
      String token = Files.readString(dir.resolve("store/operator.token")).strip();
      LoadGenerator loadGenerator = new LoadGenerator(vertx, URI.create(daemon.url()), token);
      Map<String, Object> open = JsonTree.of("task", "t");
      String id =
          loadGenerator.ask("/api/v1/sessions", JsonWriter.of(open)).getString("session_id");
      for (int i = 0; i < LINES; i++) {
        Map<String, Object> reason = JsonTree.of("reason", "line " + i);
        loadGenerator.ask("/api/v1/sessions/" + id + "/escalations", JsonWriter.of(reason));
      }
      return measured(vertx, loadGenerator, id);
    } finally {
      ReviewHarness.get(vertx.close());
    }
  }

  private static Map<String, Object> measured(Vertx vertx, LoadGenerator loadGenerator, String id)
      throws Exception {
    Map<String, Object> call =
        JsonTree.of("name", "session_poll", "arguments", JsonTree.of("session_id", id));
    String poll =
        JsonWriter.of(
            JsonTree.of("jsonrpc", "2.0", "id", 1L, "method", "tools/call", "params", call));
    String page = "/api/v1/sessions/" + id + "/events?after=50";
    Map<String, Object> line = new LinkedHashMap<>();
    loadGenerator.rate("/mcp", poll, REQUESTS / 3);
    said(line, "mcp_session_poll", loadGenerator.rate("/mcp", poll, REQUESTS), 5_000);
    loadGenerator.rate(page, null, REQUESTS / 3);
    said(line, "event_page_of_12", loadGenerator.rate(page, null, REQUESTS), 10_000);
    String answer = loadGenerator.text(page);
    HttpServer plain =
        ReviewHarness.get(
            vertx
                .createHttpServer()
                .requestHandler(request -> request.response().end(answer))
                .listen(0, "127.0.0.1"));
    LoadGenerator raw = loadGenerator.at(URI.create("http://127.0.0.1:" + plain.actualPort()));
    raw.rate("/", null, REQUESTS / 3);
    said(line, "raw_same_bytes", raw.rate("/", null, REQUESTS), 0);
    return line;
  }

  private static void said(
      Map<String, Object> line, String name, LoadGenerator.Rate rate, int target) {
    line.put(name + "_per_s", RoundedNumber.perSecond(REQUESTS, rate.nanos()));
    line.put(name + "_p99_ms", RoundedNumber.ms(rate.p99()));
    if (target > 0) {
      line.put(name + "_target_per_s", target);
    }
  }
}
