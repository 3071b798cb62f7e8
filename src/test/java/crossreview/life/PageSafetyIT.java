package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.testkit.ChromeBrowser;
import crossreview.testkit.Eventually;
import crossreview.testkit.NodePackages;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No text from outside becomes markup, and everybody can use the page. */
@Timeout(400)
class PageSafetyIT {
  private static final List<String> ALL = MarkupPayloads.all();
  private static final List<String> VIEWS =
      List.of("changes", "rounds", "verdict", "evidence", "events");

  @TempDir private Path home;
  private PageFixture page;
  private ChromeBrowser browser;

  @BeforeEach
  void start() throws Exception {
    page = new PageFixture(home);
    browser = page.browser;
  }

  @AfterEach
  void close() throws Exception {
    page.close();
  }

  private void nothingRan(String where) {
    assertEquals(null, browser.value("window.hacked ?? null"), where);
    String markup =
        "main script, main img, main iframe, main object, main embed, main style, main link,"
            + " main base, main video, main audio, main math, main marquee, main template,"
            + " main [onerror], main [onload], main [onfocus], main [href^=javascript]";
    assertEquals(0L, browser.value("document.querySelectorAll('" + markup + "').length"), where);
    page.noFaults();
  }

  /** How many of all payloads the page shows as the text that they are. */
  private long shown() {
    return (Long)
        browser.value(
            JsonWriter.of(Map.of("all", ALL))
                    .replaceFirst("^\\{\"all\":", "(")
                    .replaceFirst("}$", ")")
                + ".filter(text =>"
                + " document.querySelector('main').textContent.includes(text)).length");
  }

  private void visit(String path) {
    browser.open(page.daemon.url() + path);
    browser.until(
        "document.querySelector('header nav') && document.querySelector('main h1') &&"
            + " !document.querySelector('main').textContent.includes('Loading …')");
  }

  @Test
  void payloadsInEachFieldAreShownAsText() throws Exception {
    assertTrue(ALL.size() >= 200, ALL.size() + " payloads");
    String seated = voted();
    String texts = texts();
    List<String> tasks = new ArrayList<>();
    for (String payload : ALL) {
      Map<String, Object> opening = Map.of("task", payload, "review_focus", payload);
      tasks.add((String) page.daemon.post("/sessions", null, opening).get("session_id"));
    }
    page.open("/sessions");
    for (int i = 0; i < ALL.size() / 50; i++) {
      browser.click("main button", "More");
      long rows = Math.min(50L * (i + 2), ALL.size() + 2);
      browser.until("document.querySelectorAll('tbody tr').length >= " + rows);
    }
    assertEquals(ALL.size(), shown(), "tasks in the list");
    nothingRan("the list");
    for (String view : VIEWS) {
      visit("/sessions/" + texts + "?view=" + view);
      browser.value("document.querySelectorAll('main details').forEach(each => each.open = true)");
      nothingRan("texts, " + view);
      visit("/sessions/" + seated + "?view=" + view);
      nothingRan("a vote, " + view);
    }
    for (int i = 0; i < ALL.size(); i += 9) {
      visit("/sessions/" + tasks.get(i));
      browser.until("document.title.startsWith(" + ChromeBrowser.quoted(ALL.get(i)) + ")");
      nothingRan("the task " + ALL.get(i));
    }
    for (String path : List.of("/", "/money", "/start", "/studio")) {
      visit(path);
      nothingRan(path);
    }
    for (String payload : ALL) {
      String query = "?search=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
      browser.value(
          "history.pushState(null, '', '/sessions"
              + query.replace("'", "%27")
              + "'); dispatchEvent(new PopStateEvent('popstate'))");
    }
    nothingRan("the address");
  }

  /** Notes, names of texts, names of files and lines, evidence, constraints. */
  private String texts() throws Exception {
    Map<?, ?> opened = page.daemon.post("/sessions", null, Map.of("task", "Texts"));
    String id = (String) opened.get("session_id");
    StringBuilder diff = new StringBuilder();
    for (String payload : ALL) {
      diff.append("--- a/").append(payload).append("\n+++ b/").append(payload);
      diff.append("\n@@ -0,0 +1 @@\n+").append(payload).append('\n');
      page.daemon.post("/sessions/" + id + "/notes", null, Map.of("text", payload));
    }
    for (int i = 0; i < ALL.size(); i += 8) {
      Map<String, Object> text = Map.of("text", diff + "# " + i + "\n", "label", ALL.get(i));
      page.daemon.post("/sessions/" + id + "/artifact", null, text);
    }
    for (int i = 0; i < ALL.size(); i += 20) {
      Map<String, Object> evidence = Map.of("text", ALL.get(i), "label", ALL.get(i + 1));
      page.daemon.post("/sessions/" + id + "/evidence", null, evidence);
      Map<String, Object> constraint = Map.of("text", ALL.get(i + 2));
      page.daemon.post("/sessions/" + id + "/constraints", null, constraint);
    }
    return id;
  }

  /** A summary and findings of a person, and the reason of a waiver. */
  private String voted() throws Exception {
    Map<String, Object> review =
        Map.of("task", "Sit", "draft", "a text\n", "label", "a.md", "panel", "seated");
    String id = (String) page.daemon.post("/rounds", null, review).get("session_id");
    String ann = page.token("ann");
    Eventually.holds(() -> seat() != null);
    String answer =
        JsonWriter.of(
            Map.of(
                "status",
                "NOT_READY",
                "summary",
                String.join(" ", ALL.subList(0, 20)),
                "findings",
                List.of(
                    Map.of(
                        "severity", "blocking", "statement", String.join(" ", ALL.subList(20, 40))),
                    Map.of(
                        "severity",
                        "blocking",
                        "statement",
                        String.join(" ", ALL.subList(40, 60))))));
    String seat = seat();
    page.daemon.postAs(ann, "/seats/" + seat + "/claim", Map.of());
    page.daemon.postAs(ann, "/seats/" + seat + "/answer", Map.of("answer", answer));
    page.daemon.becomes(id, "divided");
    page.daemon.post(
        "/sessions/" + id + "/findings/f1/waiver",
        null,
        Map.of("as", "rejected", "reason", ALL.get(1)));
    return id;
  }

  private String seat() {
    try {
      return JsonTree.text(page.daemon.get("/seats"), "/seats/0/seat").orElse(null);
    } catch (Exception e) {
      return null; // asked again
    }
  }

  @Test
  void aPageOfAPermittedOriginSpeaksEveryProtocolAndAnotherOneSpeaksNone() throws Exception {
    HttpServer elsewhere = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 0);
          exchange.close();
        });
    elsewhere.start();
    int port = elsewhere.getAddress().getPort();
    try {
      page.restartAllowing("http://mine.example:" + port);
      Map<?, ?> opened = page.daemon.post("/sessions", null, Map.of("task", "Shown elsewhere"));
      String script = spoken((String) opened.get("session_id"));

      browser.open("http://mine.example:" + port + "/");
      browser.until("location.hostname === 'mine.example' && document.readyState === 'complete'");
      assertEquals("http 201, socket event, sse data, mcp tools", browser.value(script));
      browser.open("http://other.example:" + port + "/");
      browser.until("location.hostname === 'other.example' && document.readyState === 'complete'");
      assertEquals("http no, socket no, sse no, mcp no", browser.value(script));
      Map<?, ?> sessions = page.daemon.get("/sessions?search=created");
      assertEquals(1, JsonTree.list(sessions, "/sessions").size(), sessions.toString());
    } finally {
      elsewhere.stop(0);
    }
  }

  /** A script that speaks HTTP, WebSocket, server-sent events and MCP, and says what came of it. */
  private String spoken(String session) {
    return """
    (async () => {
      const base = BASE, session = SESSION, token = TOKEN, no = () => 'no';
      const json = { Authorization: 'Bearer ' + token, 'Content-Type': 'application/json' };
      const http = await fetch(base + '/api/v1/sessions',
        { method: 'POST', headers: json, body: JSON.stringify({ task: 'created elsewhere' }) }).then(r => r.status, no);
      const socket = await new Promise(done => {
        const ws = new WebSocket(base.replace('http', 'ws') + '/api/v1/events', ['crossreview.v1', 'bearer.' + token]);
        ws.onopen = () => ws.send(JSON.stringify({ type: 'subscribe', session, after: 0 }));
        ws.onmessage = ({ data }) => { if (JSON.parse(data).type === 'event') { done('event'); ws.close(); } };
        ws.onerror = () => done('no');
      });
      const sse = await fetch(base + '/api/v1/events?session=' + session,
        { headers: { Authorization: json.Authorization, Accept: 'text/event-stream' } }).then(async r => {
          const reader = r.body.getReader();
          let text = '';
          while (!text.includes('data:')) text += new TextDecoder().decode((await reader.read()).value);
          reader.cancel();
          return 'data';
        }).catch(no);
      const rpc = (body, more) => fetch(base + '/mcp', { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', ...body }),
        headers: { ...json, Accept: 'application/json, text/event-stream', ...more } });
      const mcp = await rpc({ id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {},
        clientInfo: { name: 'page', version: '1' } } }).then(async begun => {
          const id = { 'Mcp-Session-Id': begun.headers.get('Mcp-Session-Id'), 'MCP-Protocol-Version': '2025-06-18' };
          await rpc({ method: 'notifications/initialized' }, id);
          const listed = await (await rpc({ id: 2, method: 'tools/list' }, id)).text();
          return listed.includes('session_read') ? 'tools' : listed;
        }).catch(no);
      return `http ${http}, socket ${socket}, sse ${sse}, mcp ${mcp}`;
    })()
    """
        .replace("BASE", ChromeBrowser.quoted(page.daemon.url()))
        .replace("SESSION", ChromeBrowser.quoted(session))
        .replace("TOKEN", ChromeBrowser.quoted(page.daemon.token()));
  }

  @Test
  void axeFindsNoViolationOnAnyScreenInLightAndDark() throws Exception {
    NodePackages axe = NodePackages.install("axe", "axe-core@4.14.1");
    String source = Files.readString(axe.file("axe-core/axe.min.js"));
    String id = page.reviewed("Add a client", PageFixture.DIFF);
    browser.open(page.daemon.url() + "/");
    browser.shows("crossreview open");
    violations(source, "sign-in");
    page.open("/");
    for (boolean dark : new boolean[] {false, true}) {
      browser.screen(1200, 900, dark);
      for (String path : List.of("/", "/sessions", "/start", "/money", "/studio")) {
        visit(path);
        violations(source, path + (dark ? " in the dark" : ""));
      }
      for (String view : VIEWS) {
        visit("/sessions/" + id + "?view=" + view);
        browser.value("document.querySelectorAll('details').forEach(each => each.open = true)");
        violations(source, view + (dark ? " in the dark" : ""));
      }
    }
    Map<String, Object> review =
        Map.of("task", "Sit", "draft", "a text\n", "label", "a.md", "panel", "seated");
    page.daemon.post("/rounds", null, review);
    Eventually.holds(() -> seat() != null);
    visit("/seat/" + seat());
    violations(source, "a seat");
    browser.open(page.daemon.url() + "/docs");
    browser.until("document.querySelector('#searching:not([hidden])')");
    browser.value("document.querySelectorAll('details').forEach(each => each.open = true)");
    violations(source, "/docs");
    page.noFaults();
  }

  private void violations(String source, String where) {
    browser.value(source + "; 0");
    Object found =
        browser.value(
            """
            axe.run().then(result => JSON.stringify(result.violations.map(each =>
              [each.id, each.help, each.nodes.slice(0, 3).map(node => node.html)])))
            """);
    assertEquals("[]", found, where);
  }
}
