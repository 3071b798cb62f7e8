package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpTestClient.Answer;
import crossreview.json.JsonTree;
import crossreview.model.SessionId;
import crossreview.model.run.EndReason;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole reviews in one call; nobody conducts the runs, so they go on until they are cancelled. */
class ReviewStartTest {
  private static final String API = "/api/v1";
  private static final String REVIEW = "{\"task\":\"Review x\",\"initial_draft\":\"one plan\\n\"";

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
  void aReviewBeginsWithOneCall() {
    Answer begun =
        talk.post(
            API + "/runs",
            REVIEW + ",\"evidence\":\"42 passed\",\"max_rounds\":2,\"peers\":[\"me\"]}");

    assertEquals(202, begun.status(), begun.text());
    assertEquals(true, begun.json().get("running"));
    assertTrue(begun.json().get("notices").toString().contains("peer_selection_lock"));
    Answer read = talk.get(begun.header("Location"));
    assertEquals(2L, JsonTree.at(read.json(), "/run/max_rounds"));
    assertEquals(1L, read.json().get("evidence"));
    assertEquals(9L, JsonTree.at(read.json(), "/artifact/bytes"));
  }

  @Test
  void aLastingRulingAboutARuleThatNobodyKnowsIsSaidToHaveNoEffect() {
    String ruling = "{\"rule\":\"testes\",\"glob\":\"**\",\"reason\":\"r\"}";
    String known = "{\"rule\":\"tests\",\"glob\":\"**\",\"reason\":\"r\"}";
    Answer begun =
        talk.post(
            API + "/runs",
            REVIEW
                + ",\"suppressions\":{\"source\":\"config.json\",\"entries\":["
                + ruling
                + ","
                + known
                + "]}}");

    assertEquals(202, begun.status(), begun.text());
    assertEquals(
        List.of(
            "suppressions: without effect, no rule or peer is called \"testes\", did you mean"
                + " \"tests\"?"),
        begun.json().get("notices"));
  }

  @Test
  void oneRoundIsAReviewWithoutRevision() {
    Answer begun = talk.post(API + "/rounds", "{\"task\":\"t\",\"draft\":\"text\"}");

    Answer read = talk.get(begun.header("Location"));
    assertEquals("review", JsonTree.at(read.json(), "/run/mode"));
    assertEquals(1L, JsonTree.at(read.json(), "/run/max_rounds"));
  }

  @Test
  void aRepeatedStartIsTheSameSessionAndTheSameRun() {
    String key = "k".repeat(128);
    Answer first = talk.post(API + "/runs", REVIEW + "}", "Idempotency-Key", key);
    Answer again = talk.post(API + "/runs", REVIEW + "}", "Idempotency-Key", key);

    assertEquals(202, first.status(), first.text());
    assertEquals(first.json().get("session_id"), again.json().get("session_id"), again.text());
    assertEquals(first.json().get("run"), again.json().get("run"));
    assertEquals(true, again.json().get("repeated"));
    assertEquals(1, ((List<?>) talk.get(API + "/sessions").json().get("sessions")).size());
  }

  @Test
  void whoWaitsHearsOfNewsAtOnce() throws Exception {
    Answer begun = talk.post(API + "/runs", REVIEW + "}");
    String path = begun.header("Location");
    long head = (Long) talk.get(path + "/poll").json().get("head");
    CompletableFuture<Answer> poll =
        CompletableFuture.supplyAsync(
            () -> talk.get(path + "/poll?wait_ms=20000&since_seq=" + head));
    talk.post(path + "/cancel", "{\"reason\":\"enough\"}");

    assertEquals(head + 1, poll.get().json().get("head"));
  }

  @Test
  void whoHasSeenLessThanThereIsIsAnsweredAtOnce() {
    Answer begun = talk.post(API + "/runs", REVIEW + "}");
    String poll = begun.header("Location") + "/poll?wait_ms=20000&since_seq=";
    long head = (Long) talk.get(poll + 1).json().get("head");

    assertTrue(head > 1);
    assertEquals(true, talk.get(poll + "1").json().get("running"));
  }

  @Test
  void whoWaitsTooShortlyIsToldHowToGoOn() {
    Answer still = talk.post(API + "/runs/await", REVIEW + ",\"wait_ms\":1}");

    assertEquals(202, still.status(), still.text());
    assertEquals(true, still.json().get("running"));
    assertEquals("session_poll", still.json().get("poll_tool"));
    assertEquals("running", JsonTree.at(still.json(), "/session/state"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"initial_draft\":\"x\"}                                | session_or_task",
        "{\"initial_draft\":\"x\",\"task\":\"t\",\"session_id\":\"s\"} | session_not_found",
        "{\"task\":\"t\"}                                         | invalid_input",
        "{\"task\":\"t\",\"initial_draft\":\"x\",\"panel\":\"mine\"} | panel_unknown",
        "{\"task\":\"t\",\"initial_draft\":\"x\",\"max_cost_usd\":\"1\"} | limit_raised",
        "{\"task\":\"t\",\"initial_draft\":\"x\",\"draft\":\"y\"}  | invalid_input",
      })
  void aWrongStartLeavesNothing(String body, String code) {
    Answer refused = talk.post(API + "/runs", body);

    assertEquals(code, refused.code(), refused.text());
    assertEquals(List.of(), talk.get(API + "/sessions").json().get("sessions"));
  }

  @Test
  void aRunThatWouldBeRefusedOpensNoSession() {
    for (String path : List.of("/runs", "/runs/await")) {
      Answer refused = talk.post(API + path, REVIEW + ",\"max_rounds\":100}");

      assertEquals("limit_raised", refused.code(), refused.text());
    }
    assertEquals(List.of(), talk.get(API + "/sessions").json().get("sessions"));
  }

  @Test
  void aStartTakesWhatTheCommandLineKnowsOfAChange() {
    String change =
        "\"change\":{\"repository\":\"a/b\",\"base_tree\":\"%1$s\",\"head_tree\":\"%1$s\","
            + "\"compared\":\"HEAD with its parent\"}";
    String context = "\"context\":[{\"kind\":\"attached\",\"path\":\"n.txt\",\"text\":\"n\"}]";
    Answer begun =
        talk.post(
            API + "/runs",
            REVIEW
                + ",\"media_type\":\"text/markdown\","
                + change.formatted("a".repeat(40))
                + ","
                + context
                + "}");

    assertEquals(202, begun.status(), begun.text());
    Answer read = talk.get(begun.header("Location") + "?detail=full");
    assertEquals("text/markdown", JsonTree.at(read.json(), "/artifact/media_type"));
    assertTrue(read.text().contains("n.txt"), read.text());
    List<?> found = (List<?>) talk.get(API + "/sessions?repository=a/b").json().get("sessions");
    assertEquals(1, found.size());
  }

  @Test
  void aSessionThatWasThereStaysOpenWhenARunIsRefused() {
    Object id = talk.post(API + "/sessions", "{\"task\":\"t\"}").json().get("session_id");

    Answer refused =
        talk.post(
            API + "/runs",
            "{\"session_id\":\"" + id + "\",\"initial_draft\":\"x\",\"max_rounds\":100}");

    assertEquals(400, refused.status() / 100 * 100, refused.text());
    Answer read = talk.get(API + "/sessions/" + id);
    assertEquals("open", read.json().get("state"));
    assertEquals(2L, read.json().get("head"), "epoch and opening; not even the text");
  }

  @Test
  void aRepeatedStartOfAnOlderRunSaysWhatWasTrueOfThatRun() {
    Answer first = talk.post(API + "/runs", REVIEW + "}", "Idempotency-Key", "first");
    SessionId id = new SessionId((String) first.json().get("session_id"));
    SessionCommand end = new SessionCommand.EndRun(EndReason.WALL_CLOCK, "late");
    HttpTestServer.get(httpTestServer.sessions().record(id, end, Actor.DAEMON));
    String path = "/sessions/" + id + "/runs";
    Answer second = talk.post(API + path, "{}", "Idempotency-Key", "second");
    assertEquals("r2", second.json().get("run"), second.text());

    Answer again = talk.post(API + "/runs", REVIEW + "}", "Idempotency-Key", "first");

    assertEquals("r1", again.json().get("run"), again.text());
    assertEquals(first.json().get("begun_at"), again.json().get("begun_at"));
    assertEquals(false, again.json().get("running"));
    assertEquals(true, again.json().get("repeated"));
  }

  @Test
  void thePollSaysWhatTheTextWasReadAs() {
    Answer begun = talk.post(API + "/runs", REVIEW + "}");

    Answer poll = talk.get(begun.header("Location") + "/poll");

    assertEquals("plain text, 1 line", poll.json().get("read_as"));
  }

  @Test
  void whatWasSettledAtTheOpeningIsNotTakenAndDropped() {
    Object id = talk.post(API + "/sessions", "{\"task\":\"t\"}").json().get("session_id");
    Answer refused =
        talk.post(
            API + "/runs",
            "{\"session_id\":\"" + id + "\",\"initial_draft\":\"x\",\"max_cost_usd\":\"1\"}");

    assertEquals("session_is_open", refused.code(), refused.text());
    assertTrue(refused.text().contains("/max_cost_usd"), refused.text());
  }

  @Test
  void convergenceSaysWhatItDependsOn() {
    Answer begun = talk.post(API + "/runs", REVIEW + "}");

    Answer standing = talk.get(begun.header("Location") + "/convergence");
    assertEquals(false, standing.json().get("converged"));
    assertEquals(true, standing.json().get("in_flight"));
    assertEquals("operator", standing.json().get("petitioner"));
  }

  @Test
  void aTextForPeopleWithANulIsRefusedByItsPlace() {
    for (String field : List.of("task", "review_focus", "label")) {
      String input = "{\"task\":\"t\",\"initial_draft\":\"x\"}";
      String with =
          field.equals("task")
              ? input.replace("\"t\"", "\"t \\u0000\"")
              : input.replace("}", ",\"" + field + "\":\"a\\u0000\"}");
      Answer refused = talk.post(API + "/runs", with);

      assertEquals(400, refused.status(), refused.text());
      assertTrue(refused.text().contains("/" + field + " has U+0000"), refused.text());
    }
    assertEquals(List.of(), talk.get(API + "/sessions").json().get("sessions"));
  }

  @ParameterizedTest
  @CsvSource({
    "/rounds/await, draft",
    "/rounds, draft",
    "/runs/await, initial_draft",
    "/runs, initial_draft"
  })
  void aTextThatIsRefusedLeavesNoSessionBehind(String path, String field) {
    String half = "{\"task\":\"t\",\"" + field + "\":\"a \\ud800 b\"}";
    String large = "{\"task\":\"t\",\"" + field + "\":\"" + "x".repeat(100_001) + "\"}";
    String empty = "{\"task\":\"t\",\"" + field + "\":\"\"}";
    String evidence = "{\"task\":\"t\",\"" + field + "\":\"x\",\"evidence\":\"\\udc00\"}";

    assertEquals("artifact_not_utf8", talk.post(API + path, half).code());
    assertEquals("artifact_too_large", talk.post(API + path, large).code());
    assertEquals("artifact_empty", talk.post(API + path, empty).code());
    assertEquals("evidence_not_utf8", talk.post(API + path, evidence).code());

    assertEquals(List.of(), talk.get(API + "/sessions").json().get("sessions"));
  }
}
