package crossreview.http.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.http.HttpTestClient.Answer;
import crossreview.http.HttpTestServer;
import crossreview.http.RawSocket;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.model.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as a stream that any browser and curl can read. */
class EventStreamTest {
  @TempDir Path dir;
  private HttpTestServer httpTestServer;
  private SessionId id;

  @BeforeEach
  void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
    id = httpTestServer.session();
  }

  @AfterEach
  void close() {
    httpTestServer.close();
  }

  /** One message of a stream. */
  private record Message(String id, String event, String data) {
    long seq() throws Exception {
      return (Long) JsonTree.at(JsonReader.read(data), "/event/seq");
    }
  }

  /** A stream, read line by line. */
  private final class Stream implements AutoCloseable {
    private final RawSocket socket;

    Stream(String path, String token, String... headers) throws IOException {
      socket = new RawSocket(httpTestServer.port());
      StringBuilder head = new StringBuilder("GET /api/v1" + path + " HTTP/1.1\r\n");
      head.append("Host: localhost\r\nAccept: text/event-stream\r\n");
      head.append("Authorization: Bearer ").append(token).append("\r\n");
      for (int i = 0; i < headers.length; i += 2) {
        head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
      }
      socket.write(head + "\r\n");
      String answer = socket.readHead();
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.contains("text/event-stream"), answer);
    }

    /** The next message that is an event or a named frame. */
    Message next() throws IOException {
      String id = "";
      String event = "message";
      while (true) {
        String line = socket.readStreamLine();
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("data: ")) {
          return new Message(id, event, line.substring(6));
        }
      }
    }

    boolean ends() throws IOException {
      return socket.streamEnds();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private Stream stream(String path, String... headers) throws IOException {
    return new Stream(path, httpTestServer.token, headers);
  }

  @Test
  void aSessionIsReplayedAndGoesOnLive() throws Exception {
    try (Stream stream = stream("/sessions/" + id + "/events?after=1")) {
      assertEquals(2, stream.next().seq());
      assertEquals("caught_up", stream.next().event());
      httpTestServer.line(id, "live");
      assertEquals(3, stream.next().seq());
    }
  }

  @Test
  void aBrokenStreamGoesOnWhereItWas() throws Exception {
    SessionId other = httpTestServer.session();
    String path = "/events?session=" + id + "&session=" + other;
    List<Message> seen = new ArrayList<>();
    try (Stream stream = stream(path)) {
      while (seen.size() < 3) {
        Message next = stream.next();
        if (next.event().equals("message")) {
          seen.add(next);
        }
      }
    }
    HttpTestServer.get(httpTestServer.line(id, "missed"));
    try (Stream stream = stream(path, "Last-Event-ID", seen.getLast().id())) {
      while (seen.size() < 5) {
        Message next = stream.next();
        if (next.event().equals("message")) {
          seen.add(next);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    for (Message message : seen) {
      lines.add(JsonTree.at(JsonReader.read(message.data()), "/session") + " " + message.seq());
    }
    lines.sort(null);
    List<String> all =
        new ArrayList<>(List.of(id + " 1", id + " 2", id + " 3", other + " 1", other + " 2"));
    all.sort(null);
    assertEquals(all, lines);
  }

  @Test
  void everythingIsFollowedFromNowOnAndHasNoPlaceToGoBackTo() throws Exception {
    try (Stream stream = stream("/events")) {
      httpTestServer.line(id, "live");
      Message next = stream.next();

      assertEquals(3, next.seq());
      assertEquals("", next.id());
    }
  }

  @Test
  void onlyLinesOfTheWantedTypesCome() throws Exception {
    HttpTestServer.get(httpTestServer.line(id, "one"));
    try (Stream stream = stream("/sessions/" + id + "/events?types=epoch.*,session.escalated")) {
      assertEquals(1, stream.next().seq());
      assertEquals(3, stream.next().seq());
    }
  }

  @Test
  void messagesAboutAnswersComeOnRequest() throws Exception {
    Map<String, Object> delta = JsonTree.of("type", "token.delta", "characters", 7L);
    try (Stream with = stream("/sessions/" + id + "/events?after=2&tokens=true");
        Stream without = stream("/sessions/" + id + "/events?after=2")) {
      assertEquals("caught_up", with.next().event());
      assertEquals("caught_up", without.next().event());
      httpTestServer.feed.emit(id, delta);
      assertTrue(with.next().data().contains("token.delta"));
      httpTestServer.feed.emit(id, JsonTree.of("type", "progress", "text", "half"));
      assertTrue(without.next().data().contains("half"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/events?session=x, session_not_found",
    "/events?after=-1, invalid_input",
    "/events?afer=1, invalid_input",
    "/events?types=Round, invalid_input",
    "/events?tokens=1, invalid_input",
    "/sessions/{id}/events?after=9, seq_ahead",
    "/sessions/{id}/events?session=x, invalid_input",
    "/sessions/0/events, session_not_found"
  })
  void aWrongRequestIsAnOrdinaryRefusal(String path, String code) {
    String full = "/api/v1" + path.replace("{id}", id.value());
    Answer answer = httpTestServer.talk().get(full, "Accept", "text/event-stream");

    assertEquals(code, answer.code(), answer.text());
    assertEquals(0, httpTestServer.sockets.open());
  }

  @ParameterizedTest
  @CsvSource({"%%%", "eA", "MD0x"})
  void aPlaceThatWasNeverGivenOutIsRefused(String last) {
    String full = "/api/v1/sessions/" + id + "/events";
    Answer answer =
        httpTestServer.talk().get(full, "Accept", "text/event-stream", "Last-Event-ID", last);

    assertEquals("invalid_input", answer.code(), answer.text());
  }

  @Test
  void aStoppingServerSaysGoodbye() throws Exception {
    try (Stream stream = stream("/events")) {
      httpTestServer.undeploy();

      assertEquals("bye", stream.next().event());
      assertTrue(stream.ends());
    }
  }

  @Test
  void whoseTokenIsWithdrawnHearsNothingMore() throws Exception {
    String eve = httpTestServer.token("eve", AccessRole.READER, "default");
    try (Stream stream = new Stream("/events", eve);
        RawSocket socket = httpTestServer.socket(eve)) {
      httpTestServer.revoke("eve");

      assertTrue(stream.next().data().contains("token_withdrawn"));
      assertTrue(stream.ends());
      assertEquals(4401, socket.nextClose().closeCode());
      assertFalse(httpTestServer.talk(eve).get("/api/v1/sessions").status() == 200);
    }
  }
}
