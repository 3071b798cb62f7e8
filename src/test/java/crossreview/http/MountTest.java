package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.Role;
import crossreview.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another door behind the same port. */
class MountTest {
  @TempDir private Path data;

  /** Says what it was told, and by whom; an empty message needs no answer. */
  private static final class Echo implements Mount<String> {
    private final List<Wire> waiting = new CopyOnWriteArrayList<>();
    private final List<Wire> gone = new CopyOnWriteArrayList<>();

    @Override
    public String path() {
      return "/echo";
    }

    @Override
    public String read(byte[] body) {
      return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void post(Head head, String message, Wire wire) {
      if (message.equals("{}")) {
        wire.answer(202, Map.of(), null);
      } else if (message.equals("\"stream\"")) {
        wire.stream(Map.of("X-Stream", "yes"));
        wire.event("1", "first");
        wire.beat();
        wire.event(null, "second");
        wire.end();
      } else if (message.equals("\"wait\"")) {
        waiting.add(wire);
        wire.onGone(() -> gone.add(wire));
      } else {
        String who = head.principal().name() + " " + head.header().apply("X-Said");
        wire.answer(200, Map.of(), Map.of("who", who, "length", (long) message.length()));
      }
    }

    @Override
    public void get(Head head, Wire wire) {
      wire.answer(200, Map.of(), Map.of("got", true));
    }

    @Override
    public void delete(Head head, Wire wire) {
      wire.answer(204, Map.of(), null);
    }
  }

  @Test
  void whatIsSaidBeforeTheAnswerMakesAStream() throws Exception {
    try (House house = House.open(data, List.<Mount<?>>of(new Echo()))) {
      HttpTalk talk = new HttpTalk(house.port(), house.token);
      HttpTalk.Answer answer = talk.post("/echo", "\"stream\"", "Accept-Encoding", "gzip");

      assertEquals("text/event-stream", answer.header("Content-Type"));
      assertEquals("yes", answer.header("X-Stream"));
      assertEquals("id: 1\ndata: first\n\n:\n\ndata: second\n\n", answer.text());
    }
  }

  @Test
  void aStreamEndsWithItsTokenAndWithTheServer() throws Exception {
    Echo echo = new Echo();
    try (House house = House.open(data, List.<Mount<?>>of(echo))) {
      String eve = house.token("eve", Role.READER, "default");
      try (RawSocket withdrawn = asking(house, eve);
          RawSocket open = asking(house, house.token)) {
        Eventually.holds(() -> echo.waiting.size() == 2);
        echo.waiting.forEach(wire -> wire.stream(Map.of()));
        assertTrue(withdrawn.readHead().contains("text/event-stream"));
        house.revoke("eve");
        assertTrue(withdrawn.streamEnds());
        Eventually.holds(() -> echo.gone.size() == 1);
        assertTrue(open.readHead().contains("text/event-stream"));
        house.undeploy();
        assertTrue(open.streamEnds());
      }
    }
  }

  private static RawSocket asking(House house, String token) throws IOException {
    RawSocket socket = new RawSocket(house.port());
    socket.write(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: 6\r\n\r\n\"wait\"");
    return socket;
  }

  @Test
  void aMountHearsOfAClientThatHangsUp() throws Exception {
    Echo echo = new Echo();
    try (House house = House.open(data, List.<Mount<?>>of(echo))) {
      try (RawSocket socket = asking(house, house.token)) {
        Eventually.holds(() -> echo.waiting.size() == 1);
      }
      Eventually.holds(() -> echo.gone.size() == 1);
      echo.waiting.getFirst().answer(200, Map.of(), Map.of("late", true));
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
      assertEquals(true, talk.get("/echo").json().get("got"));
      assertEquals(204, talk.send("DELETE", "/echo", null).status());
      HttpTalk.Answer put = talk.send("PUT", "/echo", new byte[0]);
      assertEquals("405 DELETE, GET, POST", put.status() + " " + put.header("Allow"));
      assertEquals(
          "unsupported_media_type",
          talk.send("POST", "/echo", new byte[2], "Content-Type", "text/plain").code());
      assertEquals("not_acceptable", talk.post("/echo", "{}", "Accept", "text/html").code());
      assertEquals("body_too_large", talk.post("/echo", "x".repeat(300_000)).code());
      assertEquals(403, talk.post("/echo", "{}", "Origin", "http://evil.example").status());
      Eventually.holds(() -> talk.post("/echo", "{}").status() == 202);
    }
  }
}
