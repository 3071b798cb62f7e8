package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.http.HttpTestClient.Answer;
import crossreview.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is learnt from stored sessions, over HTTP. */
class StudyOverHttpTest {
  private static final String API = "/api/v1";
  private static final String TWO = "{\"rule\":\"k_of_n\",\"k\":2}";

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

  private Answer whatif(String policy, String... ids) {
    Map<String, Object> input = new LinkedHashMap<>();
    if (ids.length > 0) {
      input.put("session_ids", List.of(ids));
    }
    String rest = JsonWriter.of(input).substring(1);
    String comma = ids.length > 0 ? "," : "";
    return talk.post(API + "/whatif", "{\"policy\":" + policy + comma + rest);
  }

  private static List<?> list(Answer answer, String name) {
    return (List<?>) answer.json().get(name);
  }

  @Test
  void whatCannotBeCountedIsNamedAndSkipped() throws IOException {
    String whole = httpTestServer.session().value();
    String running = httpTestServer.session().value();
    talk.post(
        API + "/sessions/" + running + "/artifact",
        "{\"text\":\"x\",\"media_type\":\"text/plain\"}");
    assertEquals(202, talk.post(API + "/sessions/" + running + "/runs", "{}").status());
    String damaged = damaged();
    String unknown = "00000000-0000-4000-8000-000000000000";

    Answer answer = whatif(TWO, whole, running, damaged, unknown);

    assertEquals(200, answer.status(), answer.text());
    assertEquals(1L, answer.json().get("counted"));
    assertEquals(0L, answer.json().get("changed"));
    List<Object> codes =
        list(answer, "skipped").stream()
            .map(row -> (Object) ((Map<?, ?>) row).get("code"))
            .toList();
    assertEquals(List.of("session_running", "journal_damaged", "session_not_found"), codes);

    talk = httpTestServer.talk(httpTestServer.token("eve", AccessRole.READER, "default"));
    Answer hidden = talk.get(API + "/sessions/" + damaged);
    assertEquals("session_not_found", hidden.code(), "nobody knows whose it is");
  }

  /** A session whose told line is gone, seen by a store that has not read it yet. */
  private String damaged() throws IOException {
    String id = httpTestServer.session().value();
    Path folder = dir.resolve("data/sessions").resolve(id);
    httpTestServer.close();
    Path journal = folder.resolve("events-000001.ndjson");
    String text = Files.readString(journal);
    Files.writeString(journal, text.replace("Review change.diff", "Review change.duff"));
    try {
      open();
    } catch (Exception e) {
      throw new IOException(e);
    }
    return id;
  }

  @Test
  void aPolicyThatIsNoneIsRefusedWithEveryFaultBeforeAnythingIsRead() {
    Answer unknown = whatif("{\"rules\":\"k_of_n\"}");
    assertEquals(400, unknown.status(), unknown.text());
    Answer impossible = whatif("{\"rule\":\"k_of_n\"}");
    assertEquals(400, impossible.status());
    assertEquals("invalid_policy", impossible.code());
    assertTrue(impossible.text().contains("/policy/k"), impossible.text());
    assertEquals(400, whatif("{\"family_floor\":0}").status());
    assertEquals(404, whatif(TWO, "not-an-id").status());
  }

  @Test
  void sessionsAreFoundByTheirTaskAndByTheNamesOfTheirFiles() {
    String plan = opened("Plan: move billing to queues");
    String fix = opened("Fix the flaky lock test");
    talk.post(
        plan + "/artifact", "{\"text\":\"x\",\"media_type\":\"text/plain\",\"label\":\"Q&A.md\"}");

    assertEquals(List.of(plan), found("BILLING"));
    assertEquals(List.of(plan), found("q%26a.md"));
    assertEquals(List.of(fix, plan), found("la"), "newest first");
    assertEquals(List.of(), found("nothing%20of%20it"));
  }

  private String opened(String task) {
    return talk.post(API + "/sessions", JsonWriter.of(Map.of("task", task))).header("Location");
  }

  private List<String> found(String text) {
    return list(talk.get(API + "/sessions?search=" + text), "sessions").stream()
        .map(row -> API + "/sessions/" + ((Map<?, ?>) row).get("session_id"))
        .toList();
  }

  @Test
  void twoSessionsAreComparedOnlyByWhoMaySeeBoth() throws IOException {
    String a = opened("one");
    String b = opened("two");
    String other = b.substring(b.lastIndexOf('/') + 1);

    Answer answer = talk.get(a + "/diff?other=" + other);

    assertEquals(200, answer.status(), answer.text());
    assertEquals("task", ((Map<?, ?>) list(answer, "different").getFirst()).get("field"));
    talk = httpTestServer.talk(httpTestServer.token("eve", AccessRole.READER, "elsewhere"));
    assertEquals("session_not_found", talk.get(a + "/diff?other=" + other).code());
  }

  @Test
  void aForkOfARoundThatNeverWasIsRefused() {
    String a = opened("one");

    assertEquals("round_unknown", talk.post(a + "/fork", "{\"round\":1}").code());
    assertEquals(400, talk.post(a + "/fork", "{\"round\":0}").status());
  }

  @Test
  void aPanelWithoutHistorySaysWhatIsMissing() {
    Answer answer = talk.get(API + "/independence");

    assertEquals(200, answer.status(), answer.text());
    assertEquals("p", answer.json().get("panel"));
    assertTrue(String.valueOf(answer.json().get("unknown")).startsWith("0 of 20 shared rounds"));
    assertEquals(3, list(answer, "pairs").size());
    assertEquals("panel_unknown", talk.get(API + "/independence?panel=q").code());
  }

  @Test
  void judgesOfWhomNothingIsKnownAreNotListed() {
    httpTestServer.session();

    Answer answer = talk.post(API + "/judges/precision", "{}");

    assertEquals(200, answer.status(), answer.text());
    assertEquals(1L, answer.json().get("sessions"));
    assertEquals(List.of(), answer.json().get("judges"));
  }

  @Test
  void aCallerSeesOnlyTheSessionsOfTheirProject() throws IOException {
    String id = httpTestServer.session().value();
    talk = httpTestServer.talk(httpTestServer.token("eve", AccessRole.READER, "elsewhere"));

    Answer named = whatif(TWO, id);

    assertEquals(200, named.status(), named.text());
    assertEquals(0L, named.json().get("counted"));
    assertEquals("session_not_found", ((Map<?, ?>) list(named, "skipped").getFirst()).get("code"));
    assertEquals(0L, whatif(TWO).json().get("counted"), "nor without naming it");
  }
}
