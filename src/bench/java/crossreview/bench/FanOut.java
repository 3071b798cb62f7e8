package crossreview.bench;

import crossreview.daemon.Daemon;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.testkit.ReviewHarness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** WebSocket consumers of one session: how long until all of them have an event. */
final class FanOut implements Benchmark {
  private static final int WARM_UP = 20;
  private static final int EVENTS = 60;

  private final int count;
  private final boolean large;

  /**
   * @param large one more consumer reads nothing at all, and no raw loop is measured beside: the
   *     sockets of both would be more than a process may open
   */
  FanOut(int count, boolean large) {
    this.count = count;
    this.large = large;
  }

  @Override
  public String name() {
    return "fan_out_" + count + "_websockets";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Settings settings =
        ((SettingsReader.SettingsResult.ValidSettings)
                SettingsReader.read(
                    Map.of(),
                    List.of(
                        "data_dir=" + dir.resolve("store"),
                        "http.port=0",
                        "http.requests_per_minute=0",
                        "http.sockets_max=" + 2 * count,
                        "http.connections_per_address_max=" + 3 * count,
                        "http.connections_max=" + 3 * count),
                    dir))
            .settings();
    Vertx vertx = Vertx.vertx();
    try (Daemon daemon = Daemon.start(settings)) {
      String token = Files.readString(dir.resolve("store/operator.token")).strip();
      Caller caller = new Caller(vertx, URI.create(daemon.url()), token);
      String id =
          caller.post("/sessions", new JsonObject().put("task", "t")).getString("session_id");
      WebSocketConsumers ours = new WebSocketConsumers(count);
      ours.connect(vertx, caller.url(), "/api/v1/events", token);
      ours.say("{\"type\":\"subscribe\",\"session\":\"" + id + "\",\"after\":0}");
      ours.all();
      RawFanOut raw = large ? null : new RawFanOut(vertx, count);
      try (Socket stalled = large ? StalledSocket.on(caller.url(), token, id) : null) {
        return measured(caller, id, ours, raw);
      }
    } finally {
      ReviewHarness.get(vertx.close());
    }
  }

  private Map<String, Object> measured(
      Caller caller, String id, WebSocketConsumers ours, RawFanOut raw) throws Exception {
    long[] our = new long[EVENTS];
    long[] plain = new long[EVENTS];
    for (int i = -WARM_UP; i < EVENTS; i++) {
      long rawTook = raw == null ? 0 : raw.tell("\"number\":" + i + ",");
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
    line.put("consumers", count);
    line.put("stalled", large ? 1 : 0);
    line.put("all_have_it_p50_ms", RoundedNumber.ms(RoundedNumber.median(our)));
    line.put("all_have_it_p99_ms", RoundedNumber.ms(RoundedNumber.percentile(our, 0.99)));
    if (raw != null) {
      line.put("raw_p50_ms", RoundedNumber.ms(RoundedNumber.median(plain)));
      line.put(
          "ratio",
          RoundedNumber.of((double) RoundedNumber.median(plain) / RoundedNumber.median(our)));
    }
    return line;
  }

  /** Somebody who writes over HTTP. */
  private record Caller(HttpClient client, URI url, String token) {
    Caller(Vertx vertx, URI url, String token) {
      this(vertx.createHttpClient(), url, token);
    }

    JsonObject post(String path, JsonObject body) {
      return ReviewHarness.get(send(path, "application/json", body.toBuffer())).toJsonObject();
    }

    /** One more line in the journal: a text with this label is submitted. */
    void line(String id, String label) {
      String path = "/sessions/" + id + "/artifact?label=" + label.replace(" ", "%20");
      ReviewHarness.get(send(path, "text/plain", Buffer.buffer(label)));
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
