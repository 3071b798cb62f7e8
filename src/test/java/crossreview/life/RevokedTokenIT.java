package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.Eventually;
import crossreview.testkit.ProgramProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is not let in any more is not answered any more, whatever it waits for. */
@Timeout(120)
class RevokedTokenIT {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String SEAT =
      """
      {"peers": [{"id": "person", "kind": "seat"}, {"id": "secrets", "kind": "builtin"}],
       "panels": {"builtin": {"peers": ["person", "secrets"]}}, "default_mode": "review"}
      """;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private Path home;

  private ProgramProcess token(Path data, String... words) throws Exception {
    List<String> all = List.of("token", words[0], "--data-dir", data.toString());
    ProgramProcess process =
        ProgramProcess.with(home)
            .run(Stream.concat(all.stream(), Stream.of(words).skip(1)).toArray(String[]::new));
    assertEquals(0, process.exit(), process::said);
    return process;
  }

  private static CompletableFuture<HttpResponse<String>> ask(
      DaemonProcess daemon, String path, String token, String accepted) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(daemon.url() + "/api/v1" + path))
            .header("Authorization", "Bearer " + token)
            .header("Accept", accepted)
            .build();
    return CLIENT.sendAsync(request, BodyHandlers.ofString());
  }

  private static String seats(DaemonProcess daemon) {
    return ask(daemon, "/seats", daemon.token(), "*/*").join().body();
  }

  @Test
  void everyWaitingAnswerOfARevokedTokenIsCutWithinASecond() throws Exception {
    Path data = home.resolve("data");
    Path settings = Files.writeString(home.resolve("settings.json"), SEAT);
    try (DaemonProcess daemon = DaemonProcess.start(home, data, "--config", settings.toString())) {
      Map<String, Object> review = Map.of("task", "t", "draft", "a text\n", "label", "a.md");
      String session = "/sessions/" + daemon.post("/rounds", null, review).get("session_id");
      String token =
          token(data, "create", "--role", "reader", "eve").out().stream()
              .flatMap(line -> Stream.of(line.split("\\s+")))
              .filter(word -> word.length() > 30)
              .findFirst()
              .orElseThrow();
      Eventually.holds(() -> ask(daemon, "/sessions", token, "*/*").join().statusCode() == 200);
      Eventually.holds(() -> seats(daemon).contains("person"));
      Object head = daemon.get(session + "/poll").get("head");
      CompletableFuture<HttpResponse<String>> poll =
          ask(daemon, session + "/poll?wait_ms=45000&since_seq=" + head, token, "*/*");
      CompletableFuture<HttpResponse<String>> stream =
          ask(daemon, "/events", token, "text/event-stream");
      daemon.get("/sessions"); // sent later and answered: both of those are waiting now
      assertFalse(poll.isDone() || stream.isDone(), "they wait");

      token(data, "revoke", "eve");
      long revoked = System.nanoTime();
      CompletableFuture.allOf(poll, stream).handle((answers, cut) -> null).join();
      Duration took = Duration.ofNanos(System.nanoTime() - revoked);

      assertEquals(401, poll.join().statusCode(), poll.join().body());
      assertEquals(200, stream.join().statusCode(), "it had begun");
      assertTrue(took.compareTo(SOON) < 0, took::toString);
      System.out.println("cut after " + TimeUnit.NANOSECONDS.toMillis(took.toNanos()) + " ms");
    }
  }
}
