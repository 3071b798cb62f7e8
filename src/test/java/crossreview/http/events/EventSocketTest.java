package crossreview.http.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpLimits;
import crossreview.http.HttpTestClient;
import crossreview.http.HttpTestServer;
import crossreview.http.RawSocket;
import crossreview.http.RawSocket.Frame;
import crossreview.model.SessionId;
import crossreview.testkit.Await;
import crossreview.testkit.Samples;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Following sessions over a WebSocket. */
@Timeout(60)
class EventSocketTest {
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

  @Test
  void aClientIsGreetedWithTheRules() throws IOException {
    Frame hello = socket.next("hello");

    assertEquals("crossreview/test", hello.json().get("server"));
    assertEquals(15_000L, hello.json().get("heartbeat_ms"));
    assertEquals(4L, ((Map<?, ?>) hello.json().get("limits")).get("subscriptions"));
  }

  @Test
  void aSilentConnectionHearsAHeartbeatAgainAndAgain(@TempDir Path other) throws Exception {
    Duration often = Duration.ofMillis(20);
    HttpLimits lively =
        HttpTestServer.limits(often, Duration.ofSeconds(30), Duration.ofSeconds(10));
    try (HttpTestServer beating = HttpTestServer.open(other.resolve("data"), lively);
        RawSocket silent = beating.socket()) {
      assertEquals("hello", silent.next().type());
      assertEquals("heartbeat", silent.next().type());
      assertEquals("heartbeat", silent.next().type());
    }
  }

  @Test
  void onlyLinesOfTheWantedTypesComeAndTheRestIsCaughtUp() throws IOException {
    SessionId id = httpTestServer.session();
    HttpTestServer.get(httpTestServer.line(id, "past"));

    socket.say(
        "{\"type\":\"subscribe\",\"session\":\"" + id + "\",\"types\":[\"session.escalated\"]}");

    assertEquals(3L, seq(socket.next("event")));
    assertEquals(3L, socket.next("caught_up").json().get("seq"));
    httpTestServer.feed.emit(id, Map.of("type", "token.delta"));
    httpTestServer.feed.emit(id, Map.of("type", "progress"));
    assertTrue(socket.next("transient").text().contains("progress"));
  }

  @Test
  void aSessionIsReplayedFromASeqAndGoesOnLive() throws IOException {
    SessionId id = httpTestServer.session();
    HttpTestServer.get(httpTestServer.line(id, "past"));

    subscribe(id, 1);
    List<Long> replayed = List.of(seq(socket.next("event")), seq(socket.next("event")));
    Frame caughtUp = socket.next("caught_up");
    httpTestServer.line(id, "live");

    assertEquals(List.of(2L, 3L), replayed);
    assertEquals(3L, caughtUp.json().get("seq"));
    assertEquals(4L, seq(socket.next("event")));
  }

  @Test
  void aLineIsShownByteForByteAsItIsStored() throws Exception {
    SessionId id = httpTestServer.session();
    HttpTestServer.get(httpTestServer.line(id, "é\u2028\u001b[31m \"quoted\" \\ 😀"));
    byte[] stored =
        HttpTestServer.get(httpTestServer.sessions().page(id, 2, 1, 1)).lines().getFirst().bytes();

    subscribe(id, 2);
    String frame = socket.next("event").text();

    assertTrue(frame.endsWith("\"event\":" + new String(stored, StandardCharsets.UTF_8) + "}"));
  }

  @Test
  void everythingBeginsWithASnapshotAndThenShowsEachNewLine() throws IOException {
    SessionId old = httpTestServer.session();

    socket.say("{\"type\":\"subscribe\",\"all\":true}");
    socket.next("subscribed");
    Frame snapshot = socket.next("snapshot");
    SessionId fresh = httpTestServer.session();
    Frame first = socket.next("event");
    Frame second = socket.next("event");
    httpTestServer.line(old, "x");
    Frame third = socket.next("event");

    assertEquals(Map.of(old.value(), 2L), snapshot.json().get("heads"));
    assertEquals(List.of(1L, 2L, 3L), List.of(seq(first), seq(second), seq(third)));
    assertEquals(fresh.value(), first.json().get("session"));
    assertEquals(old.value(), third.json().get("session"));
  }

  @Test
  void aReconnectingClientOfEverythingGetsWhatItMissed() throws IOException {
    SessionId id = httpTestServer.session();
    HttpTestServer.get(httpTestServer.line(id, "missed"));

    socket.say("{\"type\":\"subscribe\",\"all\":true,\"heads\":{\"" + id + "\":2}}");

    assertEquals(3L, seq(socket.next("event")));
    assertEquals(3L, socket.next("caught_up").json().get("seq"));
  }

  @Test
  void twoConsumersSeeTheSameLinesEachAtItsOwnPlace() throws Exception {
    SessionId id = httpTestServer.session();
    subscribe(id, 0);
    try (RawSocket other = httpTestServer.socket()) {
      other.say("{\"type\":\"subscribe\",\"session\":\"" + id + "\",\"after\":2}");
      other.next("caught_up");

      httpTestServer.line(id, "x");

      assertEquals(3L, seq(other.next("event")));
      for (long seq = 1; seq <= 3; seq++) {
        assertEquals(seq, seq(socket.next("event")));
      }
    }
  }

  @Test
  void messagesWithoutSeqPassWhenNothingIsLeftToRead() throws IOException {
    SessionId id = httpTestServer.session();
    subscribe(id, 2);
    socket.next("caught_up");

    httpTestServer.feed.emit(id, Map.of("type", "progress", "done", 1));

    Frame frame = socket.next("transient");
    assertEquals(id.value(), frame.json().get("session"));
    assertEquals(1L, ((Map<?, ?>) frame.json().get("message")).get("done"));
  }

  @Test
  void whoUnsubscribesHearsNothingMore() throws IOException {
    SessionId id = httpTestServer.session();
    subscribe(id, 2);
    socket.next("caught_up");

    socket.say("{\"type\":\"unsubscribe\",\"session\":\"" + id + "\"}");
    socket.next("unsubscribed");
    HttpTestServer.get(httpTestServer.line(id, "unseen"));
    socket.say("{\"type\":\"ping\"}");

    assertEquals("pong", socket.next().type());
  }

  @Test
  void whatCannotBeFollowedIsAnErrorAndTheConnectionStays() throws IOException {
    SessionId id = httpTestServer.session();

    assertEquals("session_not_found", error(Samples.id().value(), 0));
    assertEquals("session_not_found", error("../../etc/passwd", 0));
    assertEquals("seq_ahead", error(id.value(), 3));
    socket.say("{\"type\":\"subscribe\",\"all\":true,\"heads\":{\"" + id + "\":9}}");
    assertEquals("seq_ahead", socket.next("error").json().get("code"));
    socket.say("{\"type\":\"unsubscribe\",\"session\":\"" + id + "\"}");
    assertEquals("not_subscribed", socket.next("error").json().get("code"));
  }

  @Test
  void aSessionThatIsGoneHidesNoOtherFromAConsumerThatComesBack() throws IOException {
    SessionId gone = Samples.id();
    SessionId here = httpTestServer.session();
    String heads = "{\"" + gone + "\":7,\"" + here + "\":1}";

    socket.say("{\"type\":\"subscribe\",\"all\":true,\"heads\":" + heads + "}");

    assertEquals(gone.value(), socket.next("error").json().get("session"));
    assertEquals(here.value(), socket.next("event").json().get("session"));
  }

  @Test
  void aConnectionHasAtMostSoManySubscriptions() throws IOException {
    for (int i = 0; i < 4; i++) {
      subscribe(httpTestServer.session(), 2);
    }

    assertEquals("too_many_subscriptions", error(httpTestServer.session().value(), 0));
  }

  @Test
  void nobodyGetsAConnectionWithoutATokenOrWithoutAHandshake() throws IOException {
    HttpTestClient.Answer plain = httpTestServer.talk().get("/api/v1/events");
    HttpTestClient.Answer nobody =
        new HttpTestClient(httpTestServer.port(), null).get("/api/v1/events");

    assertEquals("426 upgrade_required", plain.status() + " " + plain.code());
    assertEquals(401, nobody.status());
    try (RawSocket wrong = new RawSocket(httpTestServer.port())) {
      IOException refused = assertThrows(IOException.class, () -> wrong.upgrade("xr_wrong"));
      assertTrue(refused.getMessage().startsWith("HTTP/1.1 401"), refused.getMessage());
    }
  }

  @Test
  void aPrincipalHasAtMostSoManyConnections() throws Exception {
    List<RawSocket> open = new ArrayList<>();
    for (int i = 1; i < HttpTestServer.LIMITS.socketsPerPrincipal(); i++) {
      open.add(httpTestServer.socket());
    }

    IOException refused = assertThrows(IOException.class, () -> httpTestServer.socket());
    assertTrue(refused.getMessage().startsWith("HTTP/1.1 429"), refused.getMessage());

    open.getFirst().close();
    Await.until(
        "a place is free",
        () -> httpTestServer.sockets.open() < HttpTestServer.LIMITS.socketsPerPrincipal());
    open.set(0, httpTestServer.socket());
    for (RawSocket each : open) {
      each.close();
    }
  }

  @Test
  void aStopSaysGoodByeAndEndsOnceTheClientConfirmsIt(@TempDir Path other) throws Exception {
    close();
    httpTestServer = HttpTestServer.open(other.resolve("data"), patient());
    socket = httpTestServer.socket();
    subscribe(httpTestServer.session(), 2);
    Future<?> stopped = httpTestServer.vertx.executeBlocking(() -> undeployed(), false);

    assertEquals("shutdown", socket.next("bye").json().get("reason"));
    Frame close = socket.nextClose();
    socket.frame(0x80 | RawSocket.CLOSE, Arrays.copyOf(close.payload(), 2));
    HttpTestServer.get(stopped);

    assertEquals(1001, close.closeCode());
    assertEquals(0, httpTestServer.sockets.open());
  }

  /** The usual limits, and a client is waited for longer than a test waits. */
  private static HttpLimits patient() {
    HttpLimits usual = HttpTestServer.LIMITS;
    return new HttpLimits(
        usual.bodyBytes(),
        usual.headerBytes(),
        usual.frameBytes(),
        usual.socketsPerPrincipal(),
        usual.subscriptions(),
        usual.heartbeat(),
        usual.drain(),
        Duration.ofMinutes(5),
        usual.request());
  }

  private Void undeployed() {
    httpTestServer.undeploy();
    return null;
  }

  private void subscribe(SessionId id, long after) throws IOException {
    socket.say("{\"type\":\"subscribe\",\"session\":\"" + id + "\",\"after\":" + after + "}");
    assertEquals(id.value(), socket.next("subscribed").json().get("session"));
  }

  private Object error(String session, long after) throws IOException {
    socket.say("{\"type\":\"subscribe\",\"session\":\"" + session + "\",\"after\":" + after + "}");
    Frame error = socket.next("error");
    assertEquals(session, error.json().get("session"));
    return error.json().get("code");
  }

  private static long seq(Frame event) {
    Map<?, ?> line = (Map<?, ?>) event.json().get("event");
    return (Long) line.get("seq");
  }
}
