package crossreview.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonTree;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said beside the answers: progress, messages, questions and changes. */
class StreamsTest extends McpServerFixture {
  @Test
  void progressComesBeforeTheAnswerOnOneStream() {
    begin();
    RecordingChannel wire = call(2);
    slow.turns.getFirst().progress("round 1: 1 of 3 answered");
    slow.turns.getFirst().progress("round 1: 2 of 3 answered");
    slow.results.getFirst().complete(new LinkedHashMap<>());

    assertEquals("notifications/progress", at(wire.data.get(0), "/method"));
    assertEquals(7L, at(wire.data.get(0), "/params/progressToken"));
    assertEquals(1L, at(wire.data.get(0), "/params/progress"));
    assertEquals(2L, at(wire.data.get(1), "/params/progress"));
    assertEquals(2L, at(wire.data.get(2), "/id"));
    assertTrue(wire.ended);
    assertNull(wire.body);
  }

  @Test
  void whoLosesTheConnectionComesBackAndHearsTheRestOnce() {
    begin();
    RecordingChannel first = call(2);
    slow.turns.getFirst().progress("one");
    first.hangUp();
    slow.turns.getFirst().progress("two");
    String last = first.events.keySet().iterator().next();

    RecordingChannel again = new RecordingChannel();
    get(asked("eve", Map.of("Last-Event-ID", last), null), again);
    slow.results.getFirst().complete(new LinkedHashMap<>());

    assertEquals(2, again.data.size(), again.data.toString());
    assertEquals("two", at(again.data.get(0), "/params/message"));
    assertEquals(2L, at(again.data.get(1), "/id"));
    assertTrue(again.ended);
    RecordingChannel third = new RecordingChannel();
    get(asked("eve", Map.of("Last-Event-ID", "r9-1"), null), third);
    assertEquals(404, third.status);
  }

  @Test
  void aClosedStreamOfTheStatelessRevisionIsACancel() {
    RecordingChannel wire = new RecordingChannel();
    Map<String, String> headers =
        Map.of(
            "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", "slow");
    post(
        asked("eve", headers, request(2, "tools/call", "{\"name\":\"slow\"," + MODERN + "}")),
        wire);
    slow.turns.getFirst().progress("one");
    wire.hangUp();
    slow.turns.getFirst().progress("two");
    slow.results.getFirst().complete(new LinkedHashMap<>());

    assertTrue(slow.turns.getFirst().cancelled().isComplete());
    assertEquals(1, wire.data.size(), wire.data.toString());
  }

  @Test
  void aCancelledRequestIsNeverAnswered() {
    begin();
    RecordingChannel wire = call(2);
    RecordingChannel other = call(3);
    RecordingChannel cancel =
        post(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":2}}");
    slow.results.forEach(result -> result.complete(new LinkedHashMap<>()));

    assertEquals(202, cancel.status);
    assertNull(wire.body);
    assertEquals(3L, other.body.get("id"));
  }

  @Test
  void aStreamOnWhichNothingIsSaidIsKeptAlive() {
    begin();
    RecordingChannel wire = call(2);
    slow.turns.getFirst().progress("one");
    time.advance(Duration.ofSeconds(31));

    assertEquals(3, wire.beats);
    slow.results.getFirst().complete(new LinkedHashMap<>());
    time.advance(Duration.ofSeconds(60));
    assertEquals(3, wire.beats);
  }

  @Test
  void whatIsKeptOfAStreamIsBoundedButForItsAnswer() {
    begin();
    RecordingChannel wire = call(2);
    String step = "x".repeat(10_000);
    for (int i = 0; i < 20; i++) {
      slow.turns.getFirst().progress(step);
    }
    slow.results.getFirst().complete(JsonTree.of("answer", "y".repeat(100_000)));
    RecordingChannel again = new RecordingChannel();
    get(asked("eve", Map.of("Last-Event-ID", "r1-0"), null), again);

    assertEquals(21, wire.data.size());
    assertEquals(7, again.data.size());
    assertTrue(again.data.getLast().length() > 100_000);
  }

  @Test
  void onlyWhatIsGraveEnoughIsTold() {
    begin();
    assertEquals(200, post(request(2, "logging/setLevel", "{\"level\":\"warning\"}")).status);
    RecordingChannel wire = call(3);
    slow.turns.getFirst().log(LogLevel.INFO, "small");
    assertFalse(wire.streaming);
    slow.turns.getFirst().log(LogLevel.ERROR, "grave");
    assertEquals("grave", at(wire.data.getFirst(), "/params/data"));
    RecordingChannel wrong = post(request(4, "logging/setLevel", "{\"level\":\"loud\"}"));
    assertEquals(-32_602L, ((Number) JsonTree.at(wrong.body, "/error/code")).longValue());
  }

  @Test
  void aQuestionToTheClientIsAnsweredByItsNextMessage() {
    begin();
    RecordingChannel wire = call(2);
    Future<Map<String, Object>> answer =
        slow.turns.getFirst().ask("roots/list", new LinkedHashMap<>());
    Object id = at(wire.data.getFirst(), "/id");
    post("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"roots\":[]}}");

    assertEquals(Map.of("roots", List.of()), answer.result());
    Future<Map<String, Object>> refused =
        slow.turns.getFirst().ask("roots/list", new LinkedHashMap<>());
    Object next = at(wire.data.getLast(), "/id");
    post("{\"jsonrpc\":\"2.0\",\"id\":" + next + ",\"error\":{\"code\":1,\"message\":\"no\"}}");
    assertTrue(refused.failed());
  }

  @Test
  void aClientThatTakesNoStreamHearsTheAnswerOnly() {
    RecordingChannel wire = new RecordingChannel();
    String body = request(2, "tools/call", "{\"name\":\"slow\",\"_meta\":{\"progressToken\":7}}");
    post(asked("eve", Map.of("Accept", "application/json"), body), wire);
    slow.turns.getFirst().progress("one");
    slow.results.getFirst().complete(new LinkedHashMap<>());

    assertFalse(wire.streaming);
    assertEquals(2L, wire.body.get("id"));
  }

  @Test
  void aListenerIsAcknowledgedFirstAndEndsWithItsStream() {
    RecordingChannel wire = new RecordingChannel();
    Map<String, String> headers =
        Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "subscriptions/listen");
    String params =
        "{\"notifications\":{\"resourceSubscriptions\":[\"a:b\"],\"toolsListChanged\":false},"
            + MODERN
            + "}";
    post(asked("eve", headers, request(5, "subscriptions/listen", params)), wire);
    slow.watchers.getFirst().accept("notifications/resources/updated", JsonTree.of("uri", "a:b"));

    assertEquals("notifications/subscriptions/acknowledged", at(wire.data.get(0), "/method"));
    assertNull(at(wire.data.get(0), "/params/notifications/toolsListChanged"));
    String tag = "\"io.modelcontextprotocol/subscriptionId\":\"5\"";
    assertTrue(wire.data.get(1).contains(tag), wire.data.get(1));
    time.advance(Duration.ofSeconds(10));
    assertEquals(1, wire.beats);
    wire.hangUp();
    assertEquals(0, slow.watchers.size());
  }
}
