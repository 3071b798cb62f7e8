package crossreview.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonTree;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions of the revisions that have them. */
class McpSessionRegistryTest extends McpServerFixture {
  @Test
  void aSessionIsItsOwnersAndEnds() {
    begin();
    RecordingChannel others = new RecordingChannel();
    post(asked("mal", Map.of(), request(2, "ping", "{}")), others);
    assertEquals(404, others.status);
    assertEquals(200, post(request(2, "ping", "{}")).status);

    RecordingChannel stream = new RecordingChannel();
    get(asked("eve", Map.of(), null), stream);
    RecordingChannel ended = new RecordingChannel();
    delete(asked("eve", Map.of(), null), ended);
    assertEquals(204, ended.status);
    assertTrue(stream.ended);
    assertEquals(404, post(request(3, "ping", "{}")).status);
  }

  @Test
  void aSessionThatNobodyUsesIsForgotten() {
    begin();
    String old = session;
    time.advance(Duration.ofMinutes(61));
    session = null;
    begin();
    session = old;
    assertEquals(404, post(request(3, "ping", "{}")).status);
  }

  @Test
  void whoBeginsAgainAndAgainLosesTheSessionUnusedLongest() {
    begin();
    String first = session;
    for (int i = 0; i < 50; i++) {
      time.advance(Duration.ofSeconds(1));
      session = null;
      begin();
    }
    assertEquals(200, post(request(2, "ping", "{}")).status);
    session = first;
    assertEquals(404, post(request(3, "ping", "{}")).status);
  }

  @Test
  void withoutASessionThereIsNoStreamToGet() {
    RecordingChannel wire = new RecordingChannel();
    get(asked("eve", Map.of(), null), wire);

    assertEquals(405, wire.status);
  }

  @Test
  void aResourceIsWatchedUntilTheSessionEnds() {
    begin();
    RecordingChannel stream = new RecordingChannel();
    get(asked("eve", Map.of(), null), stream);
    post(request(2, "resources/subscribe", "{\"uri\":\"a:b\"}"));
    post(request(3, "resources/subscribe", "{\"uri\":\"a:b\"}"));
    assertEquals(1, slow.watchers.size(), "twice is once");
    slow.watchers.getFirst().accept("notifications/resources/updated", JsonTree.of("uri", "a:b"));
    assertEquals("a:b", at(stream.data.getFirst(), "/params/uri"));
    post(request(4, "resources/unsubscribe", "{\"uri\":\"a:b\"}"));
    assertEquals(0, slow.watchers.size());
  }
}
