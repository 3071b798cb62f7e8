package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.http.HttpTestClient.Answer;
import crossreview.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The header {@code traceparent} of a call, in the journal and in what is read of the session. */
class TraceOverHttpTest {
  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @TempDir Path dir;
  private HttpTestServer httpTestServer;
  private HttpTestClient talk;

  @BeforeEach
  void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
    talk = httpTestServer.talk();
  }

  @AfterEach
  void close() {
    httpTestServer.close();
  }

  private Map<String, Object> startedWith(String traceparent, String... more) {
    String path = talk.post("/api/v1/sessions", "{\"task\":\"t\"}").header("Location");
    byte[] text = "a plan\n".getBytes(StandardCharsets.UTF_8);
    talk.send("POST", path + "/artifact", text, "Content-Type", "text/plain");
    String[] headers = new String[2 + more.length];
    headers[0] = "traceparent";
    headers[1] = traceparent;
    System.arraycopy(more, 0, headers, 2, more.length);
    Answer started = talk.post(path + "/runs", "{}", headers);
    assertEquals(202, started.status(), started.text());
    return talk.get(path).json();
  }

  @Test
  void aRunSaysToWhichTraceItsStartBelongs() {
    assertEquals(VALID, JsonTree.at(startedWith(VALID), "/run/traceparent"));
  }

  @Test
  void tracestateIsKeptBesideIt() {
    assertEquals(
        "a=1,b=2", JsonTree.at(startedWith(VALID, "tracestate", "a=1 , b=2"), "/run/tracestate"));
  }

  @Test
  void tracestateThatIsInvalidOrAloneIsIgnored() {
    Map<String, Object> invalid = startedWith(VALID, "tracestate", "no member");
    Map<String, Object> alone = startedWith("ff-nonsense", "tracestate", "a=1");

    assertEquals(VALID, JsonTree.at(invalid, "/run/traceparent"));
    assertNull(JsonTree.at(invalid, "/run/tracestate"));
    assertNull(JsonTree.at(alone, "/run/tracestate"));
  }

  @Test
  void aRestartKeepsTheTraceOfTheRun() throws Exception {
    Object id = JsonTree.at(startedWith(VALID, "tracestate", "a=1"), "/session_id");
    httpTestServer.close();
    open();

    Answer read = talk.get("/api/v1/sessions/" + id);
    assertEquals(VALID, JsonTree.at(read.json(), "/run/traceparent"), read.text());
    assertEquals("a=1", JsonTree.at(read.json(), "/run/tracestate"), read.text());
  }

  @Test
  void anInvalidHeaderIsIgnoredAndNeverAnError() {
    assertNull(JsonTree.at(startedWith("ff-nonsense"), "/run/traceparent"));
  }
}
