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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as a stream that any browser and curl can read. */
@Timeout(60)
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

  private StreamClient stream(String path, String... headers) throws IOException {
    return new StreamClient(httpTestServer.port(), path, httpTestServer.token, headers);
  }

  @Test
  void aSessionIsReplayedAndGoesOnLive() throws Exception {
    try (StreamClient stream = stream("/sessions/" + id + "/events?after=1")) {
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
    List<StreamClient.Message> seen = new ArrayList<>();
    try (StreamClient stream = stream(path)) {
      while (seen.size() < 3) {
        StreamClient.Message next = stream.next();
        if (next.event().equals("message")) {
          seen.add(next);
        }
      }
    }
    HttpTestServer.get(httpTestServer.line(id, "missed"));
    try (StreamClient stream = stream(path, "Last-Event-ID", seen.getLast().id())) {
      while (seen.size() < 5) {
        StreamClient.Message next = stream.next();
        if (next.event().equals("message")) {
          seen.add(next);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    for (StreamClient.Message message : seen) {
      lines.add(JsonTree.at(JsonReader.read(message.data()), "/session") + " " + message.seq());
    }
    lines.sort(null);
    List<String> all =
        new ArrayList<>(List.of(id + " 1", id + " 2", id + " 3", other + " 1", other + " 2"));
    all.sort(null);
    assertEquals(all, lines);
  }

  @Test
  void onlyLinesOfTheWantedTypesCome() throws Exception {
    HttpTestServer.get(httpTestServer.line(id, "one"));
    try (StreamClient stream =
        stream("/sessions/" + id + "/events?types=epoch.*,session.escalated")) {
      assertEquals(1, stream.next().seq());
      assertEquals(3, stream.next().seq());
    }
  }

  @Test
  void messagesAboutAnswersComeOnRequest() throws Exception {
    Map<String, Object> delta = JsonTree.of("type", "token.delta", "characters", 7L);
    try (StreamClient with = stream("/sessions/" + id + "/events?after=2&tokens=true");
        StreamClient without = stream("/sessions/" + id + "/events?after=2")) {
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
    "/events?after=7, invalid_input",
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
    try (StreamClient stream = stream("/events")) {
      httpTestServer.undeploy();

      assertEquals("bye", stream.next().event());
      assertTrue(stream.ends());
    }
  }

  @Test
  void whoseTokenIsWithdrawnHearsNothingMore() throws Exception {
    String eve = httpTestServer.token("eve", AccessRole.READER, "default");
    try (StreamClient stream = new StreamClient(httpTestServer.port(), "/events", eve);
        RawSocket socket = httpTestServer.socket(eve)) {
      httpTestServer.revoke("eve");

      assertTrue(stream.next().data().contains("token_withdrawn"));
      assertTrue(stream.ends());
      assertEquals(4401, socket.nextClose().closeCode());
      assertFalse(httpTestServer.talk(eve).get("/api/v1/sessions").status() == 200);
    }
  }
}
