package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.http.HttpTestClient.Answer;
import crossreview.http.page.PageBundle;
import crossreview.json.JsonWriter;
import crossreview.testkit.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page and how a browser signs in, over real HTTP. */
@Timeout(60)
class SignInTest {
  private static final String ME = "/api/v1/server";

  @TempDir Path data;
  private HttpTestServer server;
  private HttpTestClient operator;
  private HttpTestClient nobody;

  @BeforeEach
  void open() throws Exception {
    server = HttpTestServer.open(data, HttpTestServer.Plan.usual().limited(0, 20));
    operator = server.talk(server.token);
    nobody = server.talk(null);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String origin() {
    return "http://127.0.0.1:" + server.port();
  }

  private Answer signIn(Map<String, Object> body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Origin";
    all[1] = origin();
    System.arraycopy(headers, 0, all, 2, headers.length);
    return nobody.post("/sign-in", JsonWriter.of(body), all);
  }

  private String code() {
    return (String) operator.post("/api/v1/browser/codes", "{}").json().get("code");
  }

  private static String cookie(Answer answer) {
    return answer.header("Set-Cookie").split(";", 2)[0];
  }

  @Test
  void aBrowserGetsThePageAndAProgramTheRefusal() {
    for (String path : new String[] {"/", "/sessions", "/sessions/x", "/seat/x", "/money"}) {
      Answer page = nobody.get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
      assertEquals(200, page.status(), path);
      assertEquals("text/html; charset=utf-8", page.header("Content-Type"));
      assertEquals(PageBundle.POLICY, page.header("Content-Security-Policy"));
      assertEquals("no-cache", page.header("Cache-Control"));
      assertEquals("nosniff", page.header("X-Content-Type-Options"));
      Answer refusal = nobody.get(path, "Accept", "*/*");
      assertEquals(401, refusal.status(), path);
      assertEquals("unauthorized", refusal.code());
    }
  }

  @Test
  void filesAreKeptForEverAndCompressed() {
    String base = PageBundle.load().base();

    Answer zipped = nobody.get(base + "/main.js", "Accept-Encoding", "gzip");
    Answer plain = nobody.get(base + "/main.js");

    assertEquals("gzip", zipped.header("Content-Encoding"));
    assertNull(plain.header("Content-Encoding"));
    assertEquals("public, max-age=31536000, immutable", plain.header("Cache-Control"));
    assertEquals("text/javascript; charset=utf-8", plain.header("Content-Type"));
    assertEquals(404, nobody.get("/page/0000000000000000/main.js").status());
  }

  @Test
  void aCodeBecomesACookieAndATabThatWorkTogetherAlone() {
    Answer answer = signIn(Map.of("code", code()));

    assertEquals(200, answer.status(), answer.text());
    String set = answer.header("Set-Cookie");
    assertTrue(set.startsWith("crossreview-" + server.port() + "="), set);
    assertTrue(set.endsWith("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"), set);
    HttpTestClient tab = server.talk((String) answer.json().get("tab"));
    assertEquals(200, tab.get(ME, "Cookie", cookie(answer)).status());
    assertEquals(401, tab.get(ME).status());
    assertEquals(401, nobody.get(ME, "Cookie", cookie(answer)).status());
    String wrong = "crossreview-" + server.port() + "=wrong";
    assertEquals(401, tab.get(ME, "Cookie", wrong).status());
  }

  @Test
  void aCodeWorksOnce() {
    String code = code();
    assertEquals(200, signIn(Map.of("code", code)).status());

    Answer again = signIn(Map.of("code", code));

    assertEquals(401, again.status());
    assertEquals("sign_in_refused", again.code());
    assertNull(again.header("Set-Cookie"));
  }

  @Test
  void aTokenSignsInAndATabMakesAnother() throws Exception {
    String reader = server.token("rita", AccessRole.READER, "default");
    Answer answer = signIn(Map.of("token", reader));
    assertEquals("rita", answer.json().get("name"));
    assertEquals("reader", answer.json().get("role"));

    Answer other = signIn(Map.of("tab", answer.json().get("tab")), "Cookie", cookie(answer));

    HttpTestClient tab = server.talk((String) other.json().get("tab"));
    assertEquals(200, tab.get(ME, "Cookie", cookie(answer)).status());
    assertEquals(401, signIn(Map.of("tab", answer.json().get("tab"))).status());
  }

  @Test
  void onlyOurOwnPageSignsInOrChangesSomething() {
    String body = JsonWriter.of(Map.of("code", code()));
    for (String foreign : new String[] {"https://page.example", "http://127.0.0.1:1"}) {
      assertEquals("host_not_allowed", nobody.post("/sign-in", body, "Origin", foreign).code());
    }
    assertEquals("host_not_allowed", nobody.post("/sign-in", body).code());
    Answer answer = nobody.post("/sign-in", body, "Origin", origin());
    assertEquals(200, answer.status(), "the refusals have not used the code up");
    HttpTestClient tab = server.talk((String) answer.json().get("tab"));
    String change = "/api/v1/browser/codes";
    String cookie = cookie(answer);
    assertEquals(200, tab.post(change, "{}", "Cookie", cookie, "Origin", origin()).status());
    assertEquals(401, tab.post(change, "{}", "Cookie", cookie).status());
    String elsewhere = "https://page.example";
    assertEquals(401, tab.post(change, "{}", "Cookie", cookie, "Origin", elsewhere).status());
    String site = "cross-site";
    assertEquals(401, tab.get(ME, "Cookie", cookie, "Sec-Fetch-Site", site).status());
  }

  @Test
  void anUnreadableSignInIsRefusedWithTheReason() {
    assertEquals("invalid_json", signIn0("{").code());
    assertEquals("invalid_input", signIn0("{}").code());
    assertEquals("invalid_input", signIn0("{\"code\":1}").code());
    assertEquals("invalid_input", signIn0("{\"code\":\"a\",\"token\":\"b\"}").code());
    assertEquals("invalid_input", signIn0("{\"cod\":\"a\"}").code());
    assertEquals("body_too_large", signIn0("\"" + "a".repeat(5_000) + "\"").code());
  }

  private Answer signIn0(String body) {
    return nobody.post("/sign-in", body, "Origin", origin());
  }

  @Test
  void guessesAreLimited() {
    int refused = 0;
    Answer last = signIn(Map.of("code", "xc_0"));
    for (int i = 0; i < 30 && last.status() == 401; i++) {
      last = signIn(Map.of("code", "xc_" + i));
      refused++;
    }

    assertEquals(429, last.status(), refused + " guesses");
    assertEquals("too_many_failures", last.code());
  }

  @Test
  void aSessionIsListedEndedAndItsSocketClosed() throws Exception {
    Answer answer = signIn(Map.of("code", code()));
    String tab = (String) answer.json().get("tab");
    AtomicInteger closed = new AtomicInteger();
    WebSocket socket = socket(tab, cookie(answer), closed);
    assertEquals("crossreview.v1", socket.getSubprotocol());
    String id = (String) answer.json().get("session");
    assertTrue(operator.get("/api/v1/browser/sessions").text().contains(id));

    operator.post("/api/v1/browser/sessions/" + id + "/end", "{}");

    Eventually.holds(() -> closed.get() == 4401);
    assertEquals(401, server.talk(tab).get(ME, "Cookie", cookie(answer)).status());
    assertFalse(operator.get("/api/v1/browser/sessions").text().contains(id));
  }

  private WebSocket socket(String tab, String cookie, AtomicInteger closed) {
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/api/v1/events");
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Cookie", cookie)
        .header("Origin", origin())
        .subprotocols("crossreview.v1", "bearer." + tab)
        .buildAsync(
            uri,
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                closed.set(status);
                return null;
              }
            })
        .join();
  }
}
