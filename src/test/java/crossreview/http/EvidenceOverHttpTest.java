package crossreview.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpTestClient.Answer;
import crossreview.model.Digest;
import crossreview.operation.Operation;
import crossreview.operation.SchemaValidator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence, notes, escalations, hand-made ends and contests. */
class EvidenceOverHttpTest {
  private static final String API = "/api/v1";

  @TempDir Path dir;
  private HttpTestServer httpTestServer;
  private HttpTestClient talk;
  private String path;

  @BeforeEach
  void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
    talk = httpTestServer.talk();
    path = talk.post(API + "/sessions", "{\"task\":\"Review x\"}").header("Location");
  }

  @AfterEach
  void close() {
    httpTestServer.close();
  }

  private Map<String, Object> fits(String operation, Answer answer, int status) {
    assertEquals(status, answer.status(), answer.text());
    Operation found = httpTestServer.operationCatalog.find(operation).orElseThrow();
    assertEquals(List.of(), new SchemaValidator(found.output()).faults(answer.json()), operation);
    return answer.json();
  }

  private Answer attach(String text, String query) {
    return talk.send(
        "POST",
        path + "/evidence?label=log" + query,
        text.getBytes(UTF_8),
        "Content-Type",
        "text/plain");
  }

  @Test
  void evidenceIsKeptWithWhoHandedItInAndReadBackByteForByte() {
    String text = "ok 1\nok 2\n";
    fits("session_attach_evidence", attach(text, ""), 200);
    Map<?, ?> executed =
        (Map<?, ?>)
            fits(
                    "session_attach_evidence",
                    attach("3 passed\n", "&kind=executed&command=make%20test&exit_code=0"),
                    200)
                .get("evidence");
    Map<String, Object> listed = fits("session_evidence", talk.get(path + "/evidence"), 200);
    String sha = Digest.of(text).value();
    Answer read = talk.get(path + "/evidence/" + sha);

    assertEquals("make test", executed.get("command"));
    assertEquals(0L, executed.get("exit_code"));
    assertEquals("operator", executed.get("attached_by"));
    assertEquals(2, ((List<?>) listed.get("evidence")).size());
    assertEquals(text, read.text());
    fits(
        "session_evidence_text",
        talk.get(path + "/evidence/" + sha, "Accept", "application/json"),
        200);
    assertEquals(2L, talk.get(path).json().get("evidence"));
  }

  @Test
  void theSameEvidenceAgainIsSaidToBeARepetition() {
    attach("ok\n", "");

    Map<String, Object> again = fits("session_attach_evidence", attach("ok\n", ""), 200);

    assertEquals(true, again.get("repeated"));
  }

  @Test
  void evidenceThatIsNotWholeOrNotClearIsRefusedAndNothingIsKept() {
    assertEquals("evidence_empty", attach("", "").code());
    assertEquals("evidence_kind", attach("x", "&kind=executed").code());
    assertEquals("evidence_kind", attach("x", "&command=ls").code());
    assertEquals("evidence_too_large", attach("x".repeat(10_001), "").code());
    assertEquals("evidence_not_found", talk.get(path + "/evidence/1234").code());
    assertEquals(0L, talk.get(path).json().get("evidence"));
  }

  @Test
  void evidenceThatIsNotWhatWasHandedInIsRefusedAsDamaged() throws Exception {
    attach("ok\n", "");
    String sha = Digest.of("ok\n").value();
    String id = path.substring(path.lastIndexOf('/') + 1);
    Files.writeString(
        dir.resolve("data/sessions").resolve(id).resolve("blobs").resolve(sha), "not\n");

    assertEquals("blob_damaged", talk.get(path + "/evidence/" + sha).code());
  }

  @Test
  void aPersonCanBeAskedForAndANoteCanStandBehindTheEnd() {
    fits(
        "escalate_to_operator",
        talk.post(path + "/escalations", "{\"reason\":\"who decides?\",\"severity\":\"critical\"}"),
        200);
    talk.post(path + "/cancel", "{}");

    fits("session_note", talk.post(path + "/notes", "{\"text\":\"called the author\"}"), 200);
    assertEquals(
        "session_already_finalized",
        talk.post(path + "/escalations", "{\"reason\":\"again\"}").code());
  }

  @Test
  void whoeverLooksAtASessionSeesThatItAsksForAPerson() {
    talk.post(path + "/escalations", "{\"reason\":\"who pays?\",\"severity\":\"info\"}");
    talk.post(path + "/escalations", "{\"reason\":\"who decides?\",\"severity\":\"critical\"}");

    Map<String, Object> poll = fits("session_poll", talk.get(path + "/poll"), 200);
    List<?> asked = (List<?>) fits("session_read", talk.get(path), 200).get("escalations");
    Map<?, ?> row =
        (Map<?, ?>) ((List<?>) talk.get("/api/v1/sessions").json().get("sessions")).getFirst();
    Map<String, Object> metrics = fits("session_metrics", talk.get("/api/v1/metrics"), 200);

    assertEquals(asked, poll.get("escalations"));
    assertEquals(2, asked.size());
    assertTrue(asked.getLast().toString().contains("who decides?"), asked::toString);
    assertEquals(true, poll.get("needs_attention"));
    assertEquals(2L, row.get("escalations"));
    assertEquals("critical", row.get("urgency"));
    assertEquals(1L, metrics.get("escalated"));
  }

  @Test
  void aClosedSessionAsksForNobodyInTheList() {
    talk.post(path + "/escalations", "{\"reason\":\"who decides?\"}");
    talk.post(path + "/cancel", "{}");

    Map<?, ?> row =
        (Map<?, ?>) ((List<?>) talk.get("/api/v1/sessions").json().get("sessions")).getFirst();

    assertEquals(0L, row.get("escalations"));
    assertEquals(0L, talk.get("/api/v1/metrics").json().get("escalated"));
    assertEquals(false, talk.get(path + "/poll").json().get("needs_attention"));
  }

  @Test
  void aRunThatAPersonHoldsUpIsPausedAndNotRunning() {
    talk.send("POST", path + "/artifact", "a plan\n".getBytes(UTF_8), "Content-Type", "text/plain");
    talk.post(path + "/runs", "{}");
    talk.post(path + "/pause", "{\"reason\":\"lunch\"}");

    Map<String, Object> read = fits("session_read", talk.get(path), 200);

    assertEquals("paused", read.get("state"));
    assertEquals(true, ((Map<?, ?>) read.get("run")).get("running"));
    assertNotNull(read.get("paused_at"));
    assertEquals(
        1, ((List<?>) talk.get("/api/v1/sessions?state=paused").json().get("sessions")).size());

    talk.post(path + "/resume", "{}");
    assertEquals("running", talk.get(path).json().get("state"));
    assertNull(talk.get(path).json().get("paused_at"));
  }

  @Test
  void anOperatorClosesByHandButNeverAsUnanimous() {
    Answer converged = talk.post(path + "/finalize", "{\"outcome\":\"converged\"}");
    Answer rounds = talk.post(path + "/finalize", "{\"outcome\":\"max-rounds\"}");
    Map<String, Object> closed =
        fits(
            "session_finalize",
            talk.post(path + "/finalize", "{\"outcome\":\"aborted\",\"reason\":\"not needed\"}"),
            200);

    assertEquals("not_unanimous", converged.code());
    assertEquals("wrong_reason", rounds.code());
    assertEquals("aborted", closed.get("outcome"));
    assertEquals("closed_by_operator", closed.get("reason"));
    assertEquals("not needed", closed.get("detail"));
  }

  @Test
  void aContestLinksBothSessionsAndKeepsTheText() {
    talk.send("POST", path + "/artifact", "a plan\n".getBytes(UTF_8), "Content-Type", "text/plain");
    assertEquals(
        "cannot_contest_open_session", talk.post(path + "/contest", "{\"reason\":\"no\"}").code());
    talk.post(path + "/cancel", "{}");

    Answer made = talk.post(path + "/contest", "{\"reason\":\"it is good\"}");
    Answer again = talk.post(path + "/contest", "{\"reason\":\"it is good\"}");

    Map<String, Object> successor = fits("contest_verdict", made, 201);
    String old = path.substring(path.lastIndexOf('/') + 1);
    assertEquals(old, successor.get("contests"));
    assertEquals("open", successor.get("state"));
    assertEquals(
        Digest.of("a plan\n").value(), ((Map<?, ?>) successor.get("artifact")).get("sha256"));
    assertEquals(successor.get("session_id"), talk.get(path).json().get("contested_by"));
    assertEquals("cancelled", talk.get(path).json().get("state"));
    assertEquals(successor.get("session_id"), again.json().get("session_id"));
    assertNull(talk.get(made.header("Location")).json().get("contested_by"));
  }

  @Test
  void peopleSteerASessionAndEveryAnswerSaysHowItStands() {
    fits("session_pause", talk.post(path + "/pause", "{\"reason\":\"lunch\"}"), 200);
    Map<String, Object> told =
        fits(
            "session_constrain",
            talk.post(path + "/constraints", "{\"text\":\"keep the name\"}"),
            200);
    Map<String, Object> limited =
        fits(
            "session_limit",
            talk.post(path + "/limits", "{\"limit\":\"max_rounds\",\"to\":\"3\"}"),
            200);
    Map<String, Object> on = fits("session_resume", talk.post(path + "/resume", "{}"), 200);

    assertEquals(true, told.get("paused"));
    assertTrue(told.get("constraints").toString().contains("keep the name"));
    assertEquals(3L, ((Map<?, ?>) limited.get("limits")).get("max_rounds"));
    assertEquals(false, on.get("paused"));
    Answer bad = talk.post(path + "/limits", "{\"limit\":\"max_rounds\",\"to\":\"no\"}");
    assertEquals(400, bad.status(), bad.text());
    assertTrue(bad.text().contains("a whole number is expected"), bad.text());
    Answer unknown = talk.post(path + "/panel", "{\"leaves\":\"ada\",\"joins\":\"eve\"}");
    assertEquals(404, unknown.status(), unknown.text());
    Answer waiver =
        talk.post(path + "/findings/f1/waiver", "{\"as\":\"deferred\",\"reason\":\"later\"}");
    assertEquals(404, waiver.status(), waiver.text());
  }
}
