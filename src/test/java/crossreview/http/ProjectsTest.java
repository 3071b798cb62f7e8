package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.http.HttpTestClient.Answer;
import crossreview.http.RawSocket.Frame;
import crossreview.json.JsonWriter;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.testkit.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two projects on one daemon: neither can tell that the other is there. */
class ProjectsTest {
  private static final String API = "/api/v1";
  private static final String OPEN = "{\"task\":\"Review x\"}";

  @TempDir Path dir;
  private HttpTestServer httpTestServer;
  private String redToken;
  private HttpTestClient red;
  private HttpTestClient blue;
  private String redPath;

  @BeforeEach
  void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
    redToken = httpTestServer.token("ann", AccessRole.CALLER, "red");
    red = httpTestServer.talk(redToken);
    blue = httpTestServer.talk(httpTestServer.token("bob", AccessRole.CALLER, "blue"));
    redPath = red.post(API + "/sessions", OPEN).header("Location");
  }

  @AfterEach
  void close() {
    httpTestServer.close();
  }

  @Test
  void everyOperationAnswersForAForeignSessionAsIfItWereNotThere() {
    String id = redPath.substring(redPath.lastIndexOf('/') + 1);
    String nowhere = Samples.id().value();
    for (Operation operation : httpTestServer.operationCatalog.all()) {
      if (!((Map<?, ?>) operation.input().get("properties")).containsKey("session_id")) {
        continue;
      }
      Answer foreign = ask(blue, operation, id);
      Answer absent = ask(blue, operation, nowhere);

      assertEquals(absent.status(), foreign.status(), operation.name() + " " + foreign.text());
      assertEquals(masked(absent.text(), nowhere), masked(foreign.text(), id), operation.name());
    }
  }

  @Test
  void theLeastInputThatFitsIsNeverAFaultOfTheServer() {
    String id = redPath.substring(redPath.lastIndexOf('/') + 1);
    for (Operation operation : httpTestServer.operationCatalog.all()) {
      Answer own = ask(red, operation, id);

      assertTrue(own.status() < 500, operation.name() + " " + own.text());
    }
  }

  private static String masked(String body, String id) {
    return body.replace(id, "ID").replaceAll("\"request_id\":\"[^\"]*\"", "");
  }

  private static Answer ask(HttpTestClient caller, Operation operation, String id) {
    String path = API + operation.httpRoute().path().replace("{session_id}", id);
    String filled = path.replaceAll("\\{[a-z0-9_]+}", "0".repeat(64));
    return operation.httpRoute().method().equals("GET")
        ? caller.get(filled)
        : caller.post(filled, body(operation, id));
  }

  /** A valid one, which names the session where the path does not. */
  private static String body(Operation operation, String id) {
    Map<String, Object> input = SampleInput.of(operation.input());
    if (((Map<?, ?>) operation.input().get("properties")).containsKey("session_id")) {
      input.put("session_id", id);
    }
    input.keySet().removeIf(name -> operation.httpRoute().path().contains("{" + name + "}"));
    return JsonWriter.of(input);
  }

  @Test
  void listsAndCountsHoldTheOwnProjectOnly() {
    assertEquals(List.of(), blue.get(API + "/sessions").json().get("sessions"));
    assertEquals(0L, blue.get(API + "/metrics").json().get("sessions"));
    assertEquals(0L, blue.get(API + "/metrics").json().get("events"));
    assertEquals(0L, blue.get(API + "/doctor").json().get("checked"));
    assertEquals(0L, blue.get(API + "/peers").json().get("sessions"));

    assertEquals(1L, red.get(API + "/metrics").json().get("sessions"));
    Map<?, ?> row =
        (Map<?, ?>) ((List<?>) red.get(API + "/sessions").json().get("sessions")).getFirst();
    assertEquals("red", row.get("project"));
  }

  @Test
  void anOperatorSeesEveryProject() {
    blue.post(API + "/sessions", OPEN);

    assertEquals(2L, httpTestServer.talk().get(API + "/metrics").json().get("sessions"));
    assertEquals(200, httpTestServer.talk().get(redPath).status());
  }

  @Test
  void nobodyOpensASessionElsewhereButAnOperator() {
    String elsewhere = "{\"task\":\"x\",\"project\":\"blue\"}";

    assertEquals("project_mismatch", red.post(API + "/sessions", elsewhere).code());
    Answer made = httpTestServer.talk().post(API + "/sessions", elsewhere);
    assertEquals("blue", made.json().get("project"));
    assertEquals(200, blue.get(made.header("Location")).status());
  }

  @Test
  void aColleagueReadsAndDoesNotAct() throws Exception {
    HttpTestClient colleague =
        httpTestServer.talk(httpTestServer.token("cleo", AccessRole.CALLER, "red"));

    assertEquals(200, colleague.get(redPath).status());
    Answer act = colleague.post(redPath + "/cancel", "{\"reason\":\"mine now\"}");
    assertEquals(403, act.status());
    assertEquals("session_owner_mismatch", act.code());
    assertEquals(200, red.post(redPath + "/cancel", "{\"reason\":\"enough\"}").status());
  }

  @Test
  void aForeignSessionCannotBeSubscribed() throws Exception {
    String id = redPath.substring(redPath.lastIndexOf('/') + 1);
    try (RawSocket socket =
        httpTestServer.socket(httpTestServer.token("eve", AccessRole.READER, "blue"))) {
      socket.say("{\"type\":\"subscribe\",\"session\":\"" + id + "\"}");

      assertEquals("session_not_found", socket.next("error").json().get("code"));
    }
  }

  @Test
  void whoFollowsEverythingHearsOfTheOwnProjectOnly() throws Exception {
    try (RawSocket socket =
        httpTestServer.socket(httpTestServer.token("eve", AccessRole.READER, "blue"))) {
      socket.say("{\"type\":\"subscribe\",\"all\":true}");
      Frame snapshot = socket.next("snapshot");
      red.post(redPath + "/cancel", "{\"reason\":\"unheard\"}");
      httpTestServer.feed.emit(id(redPath), Map.of("text", "unheard"));
      String bluePath = blue.post(API + "/sessions", OPEN).header("Location");
      Frame first = socket.next();

      assertEquals(Map.of(), snapshot.json().get("heads"));
      assertEquals("event", first.type(), first.text());
      assertEquals(id(bluePath).value(), first.json().get("session"));
    }
  }

  private static SessionId id(String path) {
    return new SessionId(path.substring(path.lastIndexOf('/') + 1));
  }

  @Test
  void aProjectOutlivesARestart() throws Exception {
    httpTestServer.close();
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
    HttpTestServer.get(httpTestServer.sessions().loadIndex());

    assertTrue(httpTestServer.talk(redToken).get(redPath).text().contains("\"project\":\"red\""));
    assertFalse(httpTestServer.sessions().heads("red").isEmpty());
  }
}
