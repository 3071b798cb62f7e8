package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpTestClient.Answer;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.SchemaValidator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsOverHttpTest {
  private static final String API = "/api/v1";
  private static final String DIFF = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n";

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

  @Test
  void theWholeRoadFromOpeningToCancel() {
    Answer made = talk.post(API + "/sessions", "{\"task\":\"Review x\"}");
    String path = made.header("Location");
    Answer submitted = submit(path, DIFF, "text/x-diff", "?label=x.diff");
    Answer started = talk.post(path + "/runs", "{}");
    Answer read = talk.get(path);
    Answer listed = talk.get(API + "/sessions?state=running&limit=1");
    Answer events = talk.get(path + "/events?after=2");
    Answer artifact = talk.get(submitted.header("Location"));
    Answer early = talk.get(path + "/receipt");
    Answer cancelled = talk.post(path + "/cancel", "{\"reason\":\"enough\"}");
    assertEquals("no_receipt", early.code());

    fits("session_init", made, 201);
    fits("session_submit", submitted, 201);
    assertEquals(List.of(), submitted.json().get("secrets_found"));
    fits("run_start", started, 202);
    assertEquals(path, started.header("Location"));
    fits("session_read", read, 200);
    assertEquals("running", read.json().get("state"));
    fits("session_list", listed, 200);
    assertEquals(1, ((List<?>) listed.json().get("sessions")).size());
    fits("session_events", events, 200);
    Map<?, ?> first = (Map<?, ?>) ((List<?>) events.json().get("events")).getFirst();
    assertEquals("artifact.submitted", first.get("type"));
    assertEquals(3L, first.get("seq"));
    assertEquals(DIFF, artifact.text());
    assertEquals("text/plain; charset=utf-8", artifact.header("Content-Type"));
    fits("session_cancel", cancelled, 200);
  }

  @Test
  void cancellingASessionThatHasEndedAnswersItsFinalStateAndChangesNothing() {
    String path = talk.post(API + "/sessions", "{\"task\":\"t\"}").header("Location");
    Answer end = talk.post(path + "/finalize", "{\"outcome\":\"aborted\"}");

    Answer cancelled = talk.post(path + "/cancel", "{\"reason\":\"too late\"}");

    fits("session_cancel", cancelled, 200);
    assertEquals(false, cancelled.json().get("requested"));
    assertEquals("aborted", cancelled.json().get("outcome"));
    assertEquals("closed_by_operator", cancelled.json().get("reason"));
    assertEquals(end.json().get("head"), cancelled.json().get("head"));
    assertEquals(end.text(), talk.get(path).text());
  }

  @Test
  void viewsOfASessionFitTheirSchemas() {
    String path = talk.post(API + "/sessions", "{\"task\":\"t\"}").header("Location");
    String accept = "application/json";

    fits("session_findings", talk.get(path + "/findings"), 200);
    fits("session_report", talk.get(path + "/report", "Accept", accept), 200);
    fits("session_verify", talk.post(path + "/verify", ""), 200);
    String closed = talk.post(API + "/sessions", "{\"task\":\"t\"}").header("Location");
    talk.post(closed + "/cancel", "{}");
    fits("session_receipt", talk.get(closed + "/receipt", "Accept", accept), 200);
    fits("session_attestation", talk.get(closed + "/attestation", "Accept", accept), 200);
    fits("receipt_key", talk.get(API + "/receipt-key"), 200);
    fits("server_info", talk.get(API + "/server"), 200);
    assertEquals("text/markdown; charset=utf-8", talk.get(path + "/report").header("Content-Type"));
    assertEquals("no_final_text", talk.get(path + "/final").code());
    assertEquals(406, talk.get(path + "/report", "Accept", "image/png").status());
    String sha = submit(path, DIFF, "text/plain", "").header("Location");
    fits("session_artifact", talk.get(sha, "Accept", accept), 200);
  }

  @Test
  void theSameKeyGivesTheSameSessionAndAnotherContentIsRefused() {
    Answer first = keyed("k1", "{\"task\":\"t\"}");
    Answer again = keyed("k1", "{\"task\":\"t\"}");
    Answer other = keyed("k2", "{\"task\":\"t\"}");
    Answer reused = keyed("k1", "{\"task\":\"another\"}");

    assertEquals(201, again.status());
    assertEquals(first.json().get("session_id"), again.json().get("session_id"));
    assertNotEquals(first.json().get("session_id"), other.json().get("session_id"));
    assertEquals(422, reused.status());
    assertEquals("idempotency_key_reused", reused.code());
    assertEquals("idempotency_key_malformed", keyed("~", "{\"task\":\"t\"}").code());
  }

  @Test
  void aRepeatedSubmissionAndStartAddNothing() {
    String path = talk.post(API + "/sessions", "{\"task\":\"t\"}").header("Location");
    String body = "{\"text\":\"hello\",\"label\":\"a\"}";

    Answer first = talk.post(path + "/artifact", body, "Idempotency-Key", "s");
    Answer again = talk.post(path + "/artifact", body, "Idempotency-Key", "s");
    Answer run = talk.post(path + "/runs", "{}", "Idempotency-Key", "r");
    Answer sameRun = talk.post(path + "/runs", "{}", "Idempotency-Key", "r");
    Answer twoRuns = talk.post(path + "/runs", "{}");

    assertEquals(first.json().get("head"), again.json().get("head"));
    assertEquals(true, again.json().get("repeated"));
    assertEquals(run.json().get("run"), sameRun.json().get("run"));
    assertEquals(409, twoRuns.status());
    assertEquals("run_already_running", twoRuns.code());
  }

  @Test
  void secretsAreReportedBeforeAnythingIsSent() {
    String path = talk.post(API + "/sessions", "{\"task\":\"t\"}").header("Location");
    String key = "ghp_" + "a1B2".repeat(9);

    Answer submitted = submit(path, "line\ntoken = " + key + "\n", "text/plain", "");

    Map<?, ?> found = (Map<?, ?>) ((List<?>) submitted.json().get("secrets_found")).getFirst();
    assertEquals(2L, found.get("line"));
    assertTrue(!submitted.text().contains(key), submitted.text());
  }

  @Test
  void artifactsAreTakenByteForByteUpToTheLimitAndNoFurther() {
    String path = talk.post(API + "/sessions", "{\"task\":\"t\"}").header("Location");
    byte[] most = "é\r\n\t\u2028x".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    assertTrue(most.length <= HttpTestServer.ARTIFACT_MAX);

    Answer whole = raw(path, most, "text/plain; charset=UTF-8");
    byte[] more = "x".repeat(HttpTestServer.ARTIFACT_MAX + 1).getBytes(StandardCharsets.UTF_8);
    Answer larger = raw(path, more, "text/plain");
    Answer empty = raw(path, new byte[0], "text/plain");
    Answer invalid = raw(path, new byte[] {'a', (byte) 0xff}, "text/plain");
    Answer surrogate = talk.post(path + "/artifact", "{\"text\":\"\\ud800\"}");
    Answer latin = raw(path, most, "text/plain; charset=iso-8859-1");

    assertEquals(201, whole.status(), whole.text());
    assertArrayEquals(most, talk.get(whole.header("Location")).bytes());
    assertEquals("413 artifact_too_large", larger.status() + " " + larger.code());
    assertEquals("400 artifact_empty", empty.status() + " " + empty.code());
    assertEquals("400 artifact_not_utf8", invalid.status() + " " + invalid.code());
    assertEquals("400 artifact_not_utf8", surrogate.status() + " " + surrogate.code());
    assertEquals("415 unsupported_media_type", latin.status() + " " + latin.code());
  }

  @Test
  void aLongPollAnswersAsSoonAsThereIsALine() throws Exception {
    SessionId id = httpTestServer.session();
    String path = API + "/sessions/" + id + "/events?after=2&wait=25s";
    Thread waiter =
        Thread.ofVirtual().start(() -> assertEquals(3L, talk.get(path).json().get("head")));

    httpTestServer.line(id, "now");
    waiter.join();

    Answer none = talk.get(API + "/sessions/" + id + "/events?after=3&wait=1");
    assertEquals(List.of(), none.json().get("events"));
    assertEquals(3L, none.json().get("next_after"));
  }

  @Test
  void pagesJoinToTheWholeJournal() {
    SessionId id = httpTestServer.session();
    for (int i = 0; i < 50; i++) {
      HttpTestServer.get(httpTestServer.line(id, "r" + i));
    }

    long after = 0;
    long expected = 1;
    while (true) {
      String path = API + "/sessions/" + id + "/events?limit=7&after=" + after;
      Map<String, Object> page = talk.get(path).json();
      for (Object event : (List<?>) page.get("events")) {
        assertEquals(expected++, ((Map<?, ?>) event).get("seq"));
      }
      after = (Long) page.get("next_after");
      if (page.get("has_more").equals(false)) {
        break;
      }
    }

    assertEquals(53, expected);
    Answer beyond = talk.get(API + "/sessions/" + id + "/events?after=53");
    assertEquals("400 seq_ahead", beyond.status() + " " + beyond.code());
  }

  @Test
  void everySessionIsListedOnceOverAllPages() {
    for (int i = 0; i < 7; i++) {
      httpTestServer.session();
    }

    Set<Object> seen = new HashSet<>();
    String cursor = "";
    do {
      Map<String, Object> page = talk.get(API + "/sessions?limit=3" + cursor).json();
      for (Object row : (List<?>) page.get("sessions")) {
        assertTrue(seen.add(((Map<?, ?>) row).get("session_id")));
      }
      cursor = page.containsKey("next_cursor") ? "&cursor=" + page.get("next_cursor") : null;
    } while (cursor != null);

    assertEquals(7, seen.size());
  }

  private Answer keyed(String key, String body) {
    return talk.post(API + "/sessions", body, "Idempotency-Key", key);
  }

  private Answer submit(String path, String text, String type, String query) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Answer answer = talk.send("POST", path + "/artifact" + query, bytes, "Content-Type", type);
    assertEquals(201, answer.status(), answer.text());
    assertTrue(answer.header("Location").endsWith(Digest.of(bytes).value()));
    return answer;
  }

  private Answer raw(String path, byte[] body, String type) {
    return talk.send("POST", path + "/artifact", body, "Content-Type", type);
  }

  private void fits(String operation, Answer answer, int status) {
    assertEquals(status, answer.status(), answer.text());
    Operation found = httpTestServer.operationCatalog.find(operation).orElseThrow();
    assertEquals(List.of(), new SchemaValidator(found.output()).faults(answer.json()), operation);
  }
}
