package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.endpoint.ProtocolEndpoint;
import crossreview.memory.MemoryBudget;
import crossreview.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another endpoint at the same port. */
class ProtocolEndpointTest {
  @TempDir private Path data;

  /** Says what it was told, and by whom; an empty message needs no answer. */
  private static final class Echo implements ProtocolEndpoint<String> {
    private final List<ResponseChannel> waiting = new CopyOnWriteArrayList<>();
    private final List<ResponseChannel> gone = new CopyOnWriteArrayList<>();

    @Override
    public String path() {
      return "/echo";
    }

    @Override
    public String read(byte[] body) {
      return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void post(RequestHead requestHead, String message, ResponseChannel responseChannel) {
      if (message.equals("{}")) {
        responseChannel.answer(202, Map.of(), null);
      } else if (message.equals("\"stream\"")) {
        responseChannel.stream(Map.of("X-Stream", "yes"));
        responseChannel.event("1", "first");
        responseChannel.keepAlive();
        responseChannel.typedEvent("own", "of a type");
        responseChannel.event(null, "second");
        responseChannel.end();
      } else if (message.equals("\"wait\"")) {
        waiting.add(responseChannel);
        responseChannel.onGone(() -> gone.add(responseChannel));
      } else {
        String who = requestHead.principal().name() + " " + requestHead.header().apply("X-Said");
        if (requestHead.query().apply("to") != null) {
          who += " to " + requestHead.query().apply("to");
        }
        responseChannel.answer(
            200, Map.of(), Map.of("who", who, "length", (long) message.length()));
      }
    }

    @Override
    public void get(RequestHead requestHead, ResponseChannel responseChannel) {
      responseChannel.answer(200, Map.of(), Map.of("got", true));
    }

    @Override
    public void delete(RequestHead requestHead, ResponseChannel responseChannel) {
      responseChannel.answer(204, Map.of(), null);
    }
  }

  @Test
  void whatIsSaidBeforeTheAnswerMakesAStream() throws Exception {
    try (HttpTestServer httpTestServer =
        HttpTestServer.open(data, List.<ProtocolEndpoint<?>>of(new Echo()))) {
      HttpTestClient talk = new HttpTestClient(httpTestServer.port(), httpTestServer.token);
      HttpTestClient.Answer answer = talk.post("/echo", "\"stream\"", "Accept-Encoding", "gzip");

      assertEquals("text/event-stream", answer.header("Content-Type"));
      assertEquals("yes", answer.header("X-Stream"));
      assertEquals(
          "id: 1\ndata: first\n\n:\n\nevent: own\ndata: of a type\n\ndata: second\n\n",
          answer.text());
    }
  }

  @Test
  void aStreamEndsWithItsTokenAndWithTheServer() throws Exception {
    Echo echo = new Echo();
    try (HttpTestServer httpTestServer =
        HttpTestServer.open(data, List.<ProtocolEndpoint<?>>of(echo))) {
      String eve = httpTestServer.token("eve", AccessRole.READER, "default");
      try (RawSocket withdrawn = asking(httpTestServer, eve);
          RawSocket open = asking(httpTestServer, httpTestServer.token)) {
        Eventually.holds(() -> echo.waiting.size() == 2);
        echo.waiting.forEach(responseChannel -> responseChannel.stream(Map.of()));
        assertTrue(withdrawn.readHead().contains("text/event-stream"));
        httpTestServer.revoke("eve");
        assertTrue(withdrawn.streamEnds());
        Eventually.holds(() -> echo.gone.size() == 1);
        assertTrue(open.readHead().contains("text/event-stream"));
        httpTestServer.undeploy();
        assertTrue(open.streamEnds());
      }
    }
  }

  @Test
  void anAnswerThatStillWaitsEndsWithItsToken() throws Exception {
    Echo echo = new Echo();
    try (HttpTestServer httpTestServer =
        HttpTestServer.open(data, List.<ProtocolEndpoint<?>>of(echo))) {
      String eve = httpTestServer.token("eve", AccessRole.READER, "default");
      try (RawSocket waiting = asking(httpTestServer, eve);
          RawSocket other = asking(httpTestServer, httpTestServer.token)) {
        Eventually.holds(() -> echo.waiting.size() == 2);
        httpTestServer.revoke("eve");

        assertTrue(waiting.readAll().startsWith("HTTP/1.1 401"));
        Eventually.holds(() -> echo.gone.size() == 1);
        echo.waiting.forEach(channel -> channel.answer(200, Map.of(), Map.of()));
        assertTrue(other.readHead().startsWith("HTTP/1.1 200"), "other tokens are not concerned");
      }
    }
  }

  private static RawSocket asking(HttpTestServer httpTestServer, String token) throws IOException {
    RawSocket socket = new RawSocket(httpTestServer.port());
    socket.write(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: 6\r\n\r\n\"wait\"");
    return socket;
  }

  @Test
  void aQueryThatCannotBeDecodedIsRefused() throws Exception {
    try (HttpTestServer httpTestServer =
            HttpTestServer.open(data, List.<ProtocolEndpoint<?>>of(new Echo()));
        RawSocket socket = new RawSocket(httpTestServer.port())) {
      socket.write(
          "GET /echo?to=%zz HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + httpTestServer.token
              + "\r\n\r\n");

      assertTrue(socket.readHead().startsWith("HTTP/1.1 400"));
    }
  }

  @Test
  void aMountHearsOfAClientThatHangsUp() throws Exception {
    Echo echo = new Echo();
    MemoryBudget budget = MemoryBudget.ofRequests(1L << 30);
    HttpTestServer.Plan plan = HttpTestServer.Plan.usual().within(budget).mounting(List.of(echo));
    try (HttpTestServer httpTestServer = HttpTestServer.open(data, plan)) {
      try (RawSocket socket = asking(httpTestServer, httpTestServer.token)) {
        Eventually.holds(() -> echo.waiting.size() == 1);
        assertTrue(budget.used() > 0);
      }
      Eventually.holds(() -> echo.gone.size() == 1);
      Eventually.holds(() -> budget.used() == 0);
      echo.waiting.getFirst().answer(200, Map.of(), Map.of("late", true));
    }
  }

  @Test
  void itsMessagesPassTheSameChecksAsEveryRequest() throws Exception {
    try (HttpTestServer httpTestServer =
        HttpTestServer.open(data, List.<ProtocolEndpoint<?>>of(new Echo()))) {
      HttpTestClient talk = new HttpTestClient(httpTestServer.port(), httpTestServer.token);

      HttpTestClient.Answer answer = talk.post("/echo", "\"hi\"", "X-Said", "so");
      assertEquals(200, answer.status());
      assertEquals("operator so", answer.json().get("who"));
      assertEquals("operator null to me", talk.post("/echo?to=me", "\"hi\"").json().get("who"));
      assertEquals(202, talk.post("/echo", "{}").status());
      assertEquals(0, talk.post("/echo", "{}").bytes().length);
      String large = "x".repeat(200_000);
      assertEquals(200_000L, talk.post("/echo", large).json().get("length"));

      assertEquals(
          401, new HttpTestClient(httpTestServer.port(), null).post("/echo", "{}").status());
      assertEquals(true, talk.get("/echo").json().get("got"));
      assertEquals(204, talk.send("DELETE", "/echo", null).status());
      HttpTestClient.Answer put = talk.send("PUT", "/echo", new byte[0]);
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
