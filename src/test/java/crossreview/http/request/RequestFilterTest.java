package crossreview.http.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpLimits;
import crossreview.http.HttpTestClient;
import crossreview.http.HttpTestClient.Answer;
import crossreview.http.HttpTestServer;
import crossreview.http.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RequestFilterTest {
  private static final String SERVER = "/api/v1/server";

  @TempDir static Path dir;
  @AutoClose private static HttpTestServer httpTestServer;

  @BeforeAll
  static void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
  }

  @Test
  void whateverIsWrongWithATokenIsAnsweredWithTheSameBytes() throws IOException {
    String good = httpTestServer.token;
    String flipped = good.substring(0, good.length() - 1) + (good.endsWith("A") ? "B" : "A");
    Set<String> bodies = new HashSet<>();

    for (String headers :
        List.of(
            "",
            "Authorization: Bearer " + flipped + "\r\n",
            "Authorization: Bearer\r\n",
            "Authorization: Bearer xr_\r\n",
            "Authorization: Basic " + good + "\r\n",
            "Authorization: " + good + "\r\n",
            "Authorization: Bearer " + good + " x\r\n",
            "Authorization: Bearer " + good.toUpperCase(Locale.ROOT) + "\r\n",
            "Authorization: Bearer " + "a".repeat(5_000) + "\r\n",
            "Authorization: Bearer " + good + "\r\nAuthorization: Bearer " + good + "\r\n",
            "X-Api-Key: " + good + "\r\n")) {
      for (String path : List.of(SERVER, "/nowhere", "/api/v1/sessions/x?token=" + good)) {
        String answer = raw("GET", path, "Host: localhost\r\n" + headers);
        assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
        bodies.add(answer.substring(answer.indexOf("\r\n\r\n")));
      }
    }

    assertEquals(1, bodies.size(), bodies.toString());
  }

  @Test
  void theSchemeOfATokenIsWrittenInAnyCase() throws IOException {
    String headers = "Host: localhost\r\nAuthorization: bEARER " + httpTestServer.token + "\r\n";

    assertTrue(raw("GET", SERVER, headers).startsWith("HTTP/1.1 200 "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "localhost:7433",
        "127.0.0.1",
        "127.0.0.1:1",
        "[::1]",
        "[::1]:7433",
        "review.example",
        "Review.Example:443"
      })
  void theNamesOfThisServerAreLetIn(String host) throws IOException {
    assertEquals(200, status("Host: " + host + "\r\n"), host);
    assertEquals(200, status("Host: localhost\r\nOrigin: http://" + host + "\r\n"), host);
    assertEquals(200, status("Host: localhost\r\nOrigin: https://" + host + "\r\n"), host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.",
        "localhost.evil.example",
        "evil-localhost",
        "127.0.0.2",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "[::]",
        "[::ffff:127.0.0.1]",
        "::1",
        "localhost:port",
        "localhost:7433:1",
        "user@localhost",
        "localhost/x",
        "localhost,evil",
        "review.example.evil",
        "",
        " "
      })
  void foreignNamesAreRefused(String host) throws IOException {
    assertTrue(Set.of(403, 400).contains(status("Host: " + host + "\r\n")), host);
    assertEquals(403, status("Host: localhost\r\nOrigin: http://" + host + "\r\n"), host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: null\r\nHost: localhost\r\n",
        "Origin: localhost\r\nHost: localhost\r\n",
        "Origin: file://localhost\r\nHost: localhost\r\n",
        "Origin: http://localhost\r\nOrigin: http://evil\r\nHost: localhost\r\n",
        "Host: localhost\r\nHost: localhost\r\n",
        "Host: evil\r\nX-Forwarded-Host: localhost\r\n",
        ""
      })
  void odiousHostsAndOriginsAreRefused(String headers) throws IOException {
    assertTrue(Set.of(403, 400).contains(status(headers)), headers);
  }

  @Test
  void anAbsoluteTargetIsNotForUs() throws IOException {
    String answer = raw("GET", "http://evil.example" + SERVER, "Host: localhost\r\n" + bearer());

    assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
  }

  @Test
  void webSocketsPassTheSameFilter() throws IOException {
    String upgrade =
        bearer()
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    for (String headers : List.of("Host: evil\r\n", "Host: localhost\r\nOrigin: http://evil\r\n")) {
      try (RawSocket socket = new RawSocket(httpTestServer.port())) {
        socket.write("GET /api/v1/events HTTP/1.1\r\n" + headers + upgrade + "\r\n");
        assertTrue(socket.readHead().startsWith("HTTP/1.1 403 "), headers);
      }
    }
  }

  @Test
  void probesNeedNoTokenAndTellWhyNot() {
    HttpTestClient nobody = new HttpTestClient(httpTestServer.port(), null);

    assertEquals(200, nobody.get("/livez").status());
    assertEquals(Map.of("ready", true), nobody.get("/readyz").json());
    httpTestServer.notReady = "storage_full";
    Answer full = nobody.get("/readyz");
    httpTestServer.notReady = "";

    assertEquals(503, full.status());
    assertEquals(Map.of("ready", false, "reason", "storage_full"), full.json());
  }

  @Test
  void everyAnswerCarriesItsRequestIdAndSafeHeaders() {
    Answer given = httpTestServer.talk().get(SERVER, "X-Request-Id", "abc-1");
    Answer made = httpTestServer.talk().get("/api/v1/sessions/nope", "X-Request-Id", "not allowed");

    assertEquals("abc-1", given.header("X-Request-Id"));
    assertEquals("nosniff", given.header("X-Content-Type-Options"));
    assertEquals("no-store", given.header("Cache-Control"));
    assertEquals(made.header("X-Request-Id"), made.json().get("request_id"));
    assertFalse(made.header("X-Request-Id").contains(" "));
  }

  @Test
  void otherMethodsAreNamedWithTheKnownOnes() {
    Answer answer = httpTestServer.talk().send("DELETE", "/api/v1/sessions", null);

    assertEquals("405 method_not_allowed", answer.status() + " " + answer.code());
    assertEquals("GET, POST", answer.header("Allow"));
    assertEquals(404, httpTestServer.talk().get("/api/v2/sessions").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n"})
  void whatIsNoHttpIsAnsweredAndClosed(String bytes) throws IOException {
    try (RawSocket socket = new RawSocket(httpTestServer.port())) {
      socket.write(bytes);
      String answer = socket.readAll();
      assertTrue(answer.matches("(?s)HTTP/... (400|501) .*"), answer);
    }
  }

  @Test
  void headersAndRequestLinesHaveALimit() throws IOException {
    String large = "X-Large: " + "a".repeat(20_000) + "\r\n";
    String headers = raw("GET", SERVER, "Host: localhost\r\n" + large);
    String line = raw("GET", "/" + "a".repeat(5_000), "Host: localhost\r\n");

    assertTrue(headers.startsWith("HTTP/1.1 431 "), headers);
    assertTrue(headers.contains("headers_too_large"), headers);
    assertTrue(line.startsWith("HTTP/1.0 414 "), line);
  }

  @Test
  void whoSendsNothingOrTooSlowlyIsCutOff(@TempDir Path other) throws Exception {
    HttpLimits hasty =
        HttpTestServer.limits(
            Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(1));
    try (HttpTestServer impatient = HttpTestServer.open(other.resolve("data"), hasty);
        RawSocket silent = new RawSocket(impatient.port());
        RawSocket slow = new RawSocket(impatient.port())) {
      slow.write(
          "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + impatient.token
              + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

      assertEquals("", silent.readAll());
      String answer = slow.readAll();
      assertTrue(answer.contains("body_too_slow"), answer);
    }
  }

  private static String bearer() {
    return "Authorization: Bearer " + httpTestServer.token + "\r\n";
  }

  private static int status(String headers) throws IOException {
    String answer = raw("GET", SERVER, headers + bearer());
    return Integer.parseInt(answer.substring(9, 12));
  }

  private static String raw(String method, String target, String headers) throws IOException {
    try (RawSocket socket = new RawSocket(httpTestServer.port())) {
      socket.write(method + " " + target + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
      return socket.readAll();
    }
  }
}
