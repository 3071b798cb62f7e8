package crossreview.http.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpTestClient.Answer;
import crossreview.http.HttpTestServer;
import crossreview.http.RawSocket;
import crossreview.http.RawSocket.Frame;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.model.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consumers of all sessions that come back, over both kinds of connections. */
@Timeout(60)
class ReturningConsumerTest {
  @TempDir Path dir;
  private HttpTestServer httpTestServer;
  private RawSocket socket;

  @BeforeEach
  void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
    socket = httpTestServer.socket();
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    httpTestServer.close();
  }

  private StreamClient stream(String path, String... headers) throws IOException {
    return new StreamClient(httpTestServer.port(), path, httpTestServer.token, headers);
  }

  private static long seq(Frame event) {
    return (Long) ((Map<?, ?>) event.json().get("event")).get("seq");
  }

  @Test
  void aSessionThatWasOpenedWhileAClientWasAwayIsShownToItFromItsFirstLine() throws IOException {
    SessionId known = httpTestServer.session();
    SessionId unheard = httpTestServer.session();

    socket.say("{\"type\":\"subscribe\",\"all\":true,\"heads\":{\"" + known + "\":2}}");
    Frame first = socket.next("event");
    Frame second = socket.next("event");
    httpTestServer.line(known, "x");

    assertEquals(List.of(1L, 2L), List.of(seq(first), seq(second)));
    assertEquals(unheard.value(), first.json().get("session"));
    assertEquals(3L, seq(socket.next("event")));
  }

  @Test
  void aClientThatNamesSomeSessionsMayBeginNowInTheOthers() throws IOException {
    SessionId known = httpTestServer.session();
    httpTestServer.session();

    socket.say(
        "{\"type\":\"subscribe\",\"all\":true,\"from_now\":true,\"heads\":{\"" + known + "\":1}}");

    assertEquals(known.value(), socket.next("event").json().get("session"));
    assertEquals(2L, socket.next("caught_up").json().get("seq"));
    socket.say("{\"type\":\"ping\"}");
    assertEquals("pong", socket.next().type());
  }

  @Test
  void headsThatDoNotFitInOneMessageComeInSeveral() throws IOException {
    SessionId one = httpTestServer.session();
    SessionId other = httpTestServer.session();
    String all = "{\"type\":\"subscribe\",\"all\":true,";

    socket.next("hello");
    socket.say(all + "\"more\":true,\"heads\":{\"" + one + "\":2}}");
    socket.say(all + "\"heads\":{\"" + other + "\":1}}");

    assertEquals("subscribed", socket.next().type());
    Frame missed = socket.next("event");
    assertEquals(other + " 2", missed.json().get("session") + " " + seq(missed));
    assertEquals("caught_up", socket.next().type());
    socket.say("{\"type\":\"ping\"}");
    assertEquals("pong", socket.next().type());
  }

  @Test
  void everythingIsFollowedFromNowOnAndThenFromWhereItWas() throws Exception {
    SessionId id = httpTestServer.session();
    String last;
    try (StreamClient stream = stream("/events")) {
      httpTestServer.line(id, "live");
      StreamClient.Message next = stream.next();

      assertEquals(3, next.seq());
      last = next.id();
    }
    HttpTestServer.get(httpTestServer.line(id, "missed"));
    SessionId unheard = httpTestServer.session();

    List<String> seen = new ArrayList<>();
    try (StreamClient stream = stream("/events", "Last-Event-ID", last)) {
      while (seen.size() < 3) {
        StreamClient.Message next = stream.next();
        if (next.event().equals("message")) {
          seen.add(JsonTree.at(JsonReader.read(next.data()), "/session") + " " + next.seq());
        }
      }
    }
    seen.sort(null);
    List<String> all = new ArrayList<>(List.of(id + " 4", unheard + " 1", unheard + " 2"));
    all.sort(null);
    assertEquals(all, seen);
  }

  @Test
  void whoHeardNothingBeforeTheConnectionBrokeMissesNothingEither() throws Exception {
    SessionId id = httpTestServer.session();
    String begin;
    try (StreamClient stream = stream("/events")) {
      begin = stream.id();
    }
    HttpTestServer.get(httpTestServer.line(id, "missed"));

    try (StreamClient stream = stream("/events", "Last-Event-ID", begin)) {
      assertEquals(3, stream.next().seq());
    }
  }

  @Test
  void aPlaceInManySessionsIsShortAndExact() throws Exception {
    SessionId id = httpTestServer.session();
    for (int i = 0; i < 150; i++) {
      httpTestServer.session();
    }
    String last = "";
    Map<String, Long> seen = new HashMap<>();
    try (StreamClient stream = stream("/events?after=0")) {
      int lines = 0;
      while (lines < 280 || last.startsWith("all..")) {
        if (lines >= 302) {
          httpTestServer.line(id, "after which the position has a name");
        }
        last = line(stream, seen).orElse(last);
        lines++;
      }
    }
    assertTrue(last.length() < 8_500, last.length() + " characters");
    HttpTestServer.get(httpTestServer.line(id, "live"));
    long head = HttpTestServer.get(httpTestServer.sessions().view(id)).head();

    try (StreamClient stream = stream("/events", "Last-Event-ID", last)) {
      while (seen.getOrDefault(id.value(), 0L) < head || seen.size() < 151) {
        line(stream, seen);
      }
    }
    assertEquals(head, seen.get(id.value()));
  }

  @ParameterizedTest
  @CsvSource({
    "bm9uZQ, invalid_input",
    "all.., 200",
    "all, invalid_input",
    "all..AAAA, bad_cursor",
    "all.00000000000000000000000000000000., bad_cursor"
  })
  void aPlaceInEverythingThatIsNotKnownIsRefused(String last, String code) throws Exception {
    httpTestServer.session();
    if (code.equals("200")) {
      try (StreamClient stream = stream("/events", "Last-Event-ID", last)) {
        assertEquals(1, stream.next().seq());
      }
    } else {
      Answer answer =
          httpTestServer
              .talk()
              .get("/api/v1/events", "Accept", "text/event-stream", "Last-Event-ID", last);
      assertEquals(code, answer.code(), answer.text());
    }
  }

  /** The id of the next line, which comes in order. */
  private static Optional<String> line(StreamClient stream, Map<String, Long> seen)
      throws Exception {
    StreamClient.Message next = stream.next();
    while (!next.event().equals("message")) {
      next = stream.next();
    }
    String session = (String) JsonTree.at(JsonReader.read(next.data()), "/session");
    assertEquals(seen.getOrDefault(session, 0L) + 1, next.seq(), session);
    seen.put(session, next.seq());
    return Optional.of(next.id()).filter(id -> !id.isEmpty());
  }
}
