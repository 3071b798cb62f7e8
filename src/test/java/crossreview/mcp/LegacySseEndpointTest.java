package crossreview.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.endpoint.ProtocolEndpoint.RequestHead;
import crossreview.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The transport with two addresses of the first revision. */
class LegacySseEndpointTest {
  private static final Principal EVE = new Principal("eve", AccessRole.READER);
  private static final Principal MIA = new Principal("mia", AccessRole.READER);
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2024-11-05\",\"capabilities\":{}}}";

  private final FakeTime time = new FakeTime();
  private final SlowTool tool = new SlowTool();
  private final LegacySseEndpoint endpoint =
      new LegacySseEndpoint(
          new McpServer(tool, "1", new McpServer.McpRuntime(time, time, new SecureRandom())),
          time,
          new SecureRandom());
  private final RecordingChannel stream = new RecordingChannel();

  private String open(Principal principal, RecordingChannel channel) {
    endpoint.get(new RequestHead(principal, name -> null, "r1"), channel);
    String first = channel.data.getFirst();
    assertTrue(first.startsWith("endpoint /sse?sessionId="), first);
    return first.substring(first.indexOf('=') + 1);
  }

  private RecordingChannel post(Principal principal, String id, String body) {
    RecordingChannel channel = new RecordingChannel();
    RequestHead head =
        new RequestHead(
            principal, name -> null, name -> name.equals("sessionId") ? id : null, "r2");
    endpoint.post(head, endpoint.read(body.getBytes(StandardCharsets.UTF_8)), channel);
    return channel;
  }

  private static String request(int id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
        .formatted(id, method, params);
  }

  private Object last(String pointer) {
    return McpServerFixture.at(stream.data.getLast(), pointer);
  }

  @Test
  void anAnswerIsAnEventOfTheStreamAndThePostIsAccepted() {
    String id = open(EVE, stream);

    RecordingChannel posted = post(EVE, id, INITIALIZE);

    assertEquals(202, posted.status);
    assertEquals(null, posted.body);
    assertEquals("2024-11-05", last("/result/protocolVersion"));
    post(EVE, id, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    post(EVE, id, request(7, "ping", "{}"));
    assertEquals(7L, last("/id"));
    post(EVE, id, "[]");
    assertEquals(-32600L, last("/error/code"));
  }

  @Test
  void whatIsSaidBeforeAnAnswerIsAnEventToo() {
    String id = open(EVE, stream);
    post(EVE, id, INITIALIZE);
    post(EVE, id, request(5, "resources/subscribe", "{\"uri\":\"crossreview://x\"}"));
    post(EVE, id, request(6, "tools/call", "{\"_meta\":{\"progressToken\":\"p\"}}"));

    tool.turns.getFirst().progress("half");
    assertEquals("p", last("/params/progressToken"));
    tool.watchers.getFirst().accept("notifications/resources/updated", Map.of());
    assertEquals("notifications/resources/updated", last("/method"));
    tool.results.getFirst().complete(new LinkedHashMap<>(Map.of("done", true)));
    assertEquals(true, last("/result/done"));
    assertFalse(stream.ended);
  }

  @Test
  void aStreamIsItsOwnersAndKnownByItsId() {
    String id = open(EVE, stream);
    post(EVE, id, INITIALIZE);
    int said = stream.data.size();

    assertEquals(404, post(MIA, id, request(1, "ping", "{}")).status);
    assertEquals(404, post(EVE, "nope", request(1, "ping", "{}")).status);
    assertEquals(404, post(EVE, null, request(1, "ping", "{}")).status);
    assertEquals(said, stream.data.size());
  }

  @Test
  void aSecondInitializeIsRefused() {
    String id = open(EVE, stream);
    post(EVE, id, INITIALIZE);

    post(EVE, id, INITIALIZE);

    assertEquals(-32600L, last("/error/code"));
    post(EVE, id, request(2, "ping", "{}"));
    assertEquals(2L, last("/id"));
  }

  @Test
  void theSessionEndsWithItsStream() {
    String id = open(EVE, stream);
    post(EVE, id, INITIALIZE);

    post(EVE, id, request(5, "resources/subscribe", "{\"uri\":\"crossreview://x\"}"));
    post(EVE, id, request(6, "tools/call", "{}"));

    stream.hangUp();

    assertTrue(tool.turns.getFirst().cancelled().isComplete());
    assertEquals(List.of(), tool.watchers);
    assertEquals(404, post(EVE, id, request(1, "ping", "{}")).status);
  }

  @Test
  void aStreamThatNobodyInitializesEnds() {
    String id = open(EVE, stream);
    RecordingChannel used = new RecordingChannel();
    post(EVE, open(EVE, used), INITIALIZE);

    time.advance(Duration.ofMinutes(1));

    assertTrue(stream.ended);
    assertEquals(404, post(EVE, id, INITIALIZE).status);
    assertFalse(used.ended);
    assertTrue(used.beats > 0);
  }
}
