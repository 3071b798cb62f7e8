package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.testkit.Eventually;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another door behind the same port. */
class MountTest {
  @TempDir private Path data;

  /** Says what it was told, and by whom; an empty message needs no answer. */
  private static final class Echo implements Mount<String> {
    @Override
    public String path() {
      return "/echo";
    }

    @Override
    public String read(byte[] body) {
      return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public Future<Answer> answer(Asked<String> asked) {
      if (asked.message().equals("{}")) {
        return Future.succeededFuture(new Answer(202, null));
      }
      String who = asked.principal().name() + " " + asked.header().apply("X-Said");
      return Future.succeededFuture(
          new Answer(200, Map.of("who", who, "length", (long) asked.message().length())));
    }
  }

  @Test
  void itsMessagesPassTheSameChecksAsEveryRequest() throws Exception {
    try (House house = House.open(data, List.<Mount<?>>of(new Echo()))) {
      HttpTalk talk = new HttpTalk(house.port(), house.token);

      HttpTalk.Answer answer = talk.post("/echo", "\"hi\"", "X-Said", "so");
      assertEquals(200, answer.status());
      assertEquals("operator so", answer.json().get("who"));
      assertEquals(202, talk.post("/echo", "{}").status());
      assertEquals(0, talk.post("/echo", "{}").bytes().length);
      String large = "x".repeat(200_000);
      assertEquals(200_000L, talk.post("/echo", large).json().get("length"));

      assertEquals(401, new HttpTalk(house.port(), null).post("/echo", "{}").status());
      assertEquals(405, talk.get("/echo").status());
      assertEquals("POST", talk.get("/echo").header("Allow"));
      assertEquals(
          "unsupported_media_type",
          talk.send("POST", "/echo", new byte[2], "Content-Type", "text/plain").code());
      assertEquals(
          "not_acceptable", talk.post("/echo", "{}", "Accept", "text/event-stream").code());
      assertEquals("body_too_large", talk.post("/echo", "x".repeat(300_000)).code());
      assertEquals(403, talk.post("/echo", "{}", "Origin", "http://evil.example").status());
      Eventually.holds(() -> talk.post("/echo", "{}").status() == 202);
    }
  }
}
