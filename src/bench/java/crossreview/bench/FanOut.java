package crossreview.bench;

import crossreview.Daemon;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.testkit.ReviewBench;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A thousand WebSocket consumers of one session: how long until all of them have an event. */
final class FanOut implements Figure {
  private static final int CONSUMERS = 1_000;
  private static final int WARM_UP = 20;
  private static final int EVENTS = 60;

  @Override
  public String name() {
    return "fan_out_1000_websockets";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Settings settings =
        ((SettingsReader.Loaded.Complete)
                SettingsReader.read(
                    Map.of(), List.of("data_dir=" + dir.resolve("store"), "http.port=0"), dir))
            .settings();
    Vertx vertx = Vertx.vertx();
    try (Daemon daemon = Daemon.start(settings)) {
      String token = Files.readString(dir.resolve("store/operator.token")).strip();
      Caller caller = new Caller(vertx, URI.create(daemon.url()), token);
      String id =
          caller.post("/sessions", new JsonObject().put("task", "t")).getString("session_id");
      Consumers ours = new Consumers(CONSUMERS);
      ours.connect(vertx, caller.url(), "/api/v1/events", token);
      ours.say("{\"type\":\"subscribe\",\"session\":\"" + id + "\",\"after\":0}");
      ours.all();
      RawFan raw = new RawFan(vertx, CONSUMERS);
      return measured(caller, id, ours, raw);
    } finally {
      ReviewBench.get(vertx.close());
    }
  }

  private static Map<String, Object> measured(Caller caller, String id, Consumers ours, RawFan raw)
      throws Exception {
    long[] our = new long[EVENTS];
    long[] plain = new long[EVENTS];
    for (int i = -WARM_UP; i < EVENTS; i++) {
      long rawTook = raw.tell("\"number\":" + i + ",");
      String reason = "event " + i + " of the bench";
      ours.expect(reason);
      long began = System.nanoTime();
      caller.line(id, reason);
      long took = ours.all() - began;
      if (i >= 0) {
        our[i] = took;
        plain[i] = rawTook;
      }
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("consumers", CONSUMERS);
    line.put("all_have_it_p50_ms", Numbers.ms(Numbers.median(our)));
    line.put("all_have_it_p99_ms", Numbers.ms(Numbers.percentile(our, 0.99)));
    line.put("raw_p50_ms", Numbers.ms(Numbers.median(plain)));
    line.put("ratio", Numbers.of((double) Numbers.median(plain) / Numbers.median(our)));
    return line;
  }

  /** Somebody who writes over HTTP. */
  private record Caller(HttpClient client, URI url, String token) {
    Caller(Vertx vertx, URI url, String token) {
      this(vertx.createHttpClient(), url, token);
    }

    JsonObject post(String path, JsonObject body) {
      return ReviewBench.get(send(path, "application/json", body.toBuffer())).toJsonObject();
    }

    /** One more line in the journal: a text with this label is handed in. */
    void line(String id, String label) {
      String path = "/sessions/" + id + "/artifact?label=" + label.replace(" ", "%20");
      ReviewBench.get(send(path, "text/plain", Buffer.buffer(label)));
    }

    private Future<Buffer> send(String path, String type, Buffer body) {
      return client
          .request(HttpMethod.POST, url.getPort(), url.getHost(), "/api/v1" + path)
          .compose(request ->
              request
                  .putHeader("Authorization", "Bearer " + token)
                  .putHeader("Content-Type", type)
                  .send(body))
          .compose(answer ->
              answer.statusCode() < 300
                  ? answer.body()
                  : Future.failedFuture("answered " + answer.statusCode()));
    }
  }
}
