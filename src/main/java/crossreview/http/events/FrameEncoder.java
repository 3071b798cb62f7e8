package crossreview.http.events;

import crossreview.http.HttpLimits;
import crossreview.journal.StoredLine;
import crossreview.json.JsonWriter;
import crossreview.model.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server says over a WebSocket, as JSON text. */
final class FrameEncoder {
  /** About 30 KiB: a frame that any client takes. */
  private static final int HEADS_PER_FRAME = 500;

  private FrameEncoder() {}

  static String hello(String server, HttpLimits limits) {
    Map<String, Object> bounds = new LinkedHashMap<>();
    bounds.put("subscriptions", limits.subscriptions());
    bounds.put("frame_bytes", limits.frameBytes());
    Map<String, Object> frame = typed("hello");
    frame.put("server", server);
    frame.put("heartbeat_ms", limits.heartbeat().toMillis());
    frame.put("limits", bounds);
    return JsonWriter.of(frame);
  }

  static String subscribed(SessionId session, long after, long head) {
    Map<String, Object> frame = typed("subscribed");
    frame.put("session", session.value());
    frame.put("after", after);
    frame.put("head", head);
    return JsonWriter.of(frame);
  }

  static String unsubscribed(SessionId session) {
    Map<String, Object> frame = typed("unsubscribed");
    frame.put("session", session.value());
    return JsonWriter.of(frame);
  }

  /** The confirmation, then all heads in as many frames as they need; all but the last say more. */
  static List<String> snapshot(Map<SessionId, Long> heads) {
    Map<String, Object> confirmed = typed("subscribed");
    confirmed.put("all", true);
    List<String> frames = new ArrayList<>(List.of(JsonWriter.of(confirmed)));
    Iterator<Map.Entry<SessionId, Long>> rest = heads.entrySet().iterator();
    do {
      Map<String, Object> part = new LinkedHashMap<>();
      while (rest.hasNext() && part.size() < HEADS_PER_FRAME) {
        Map.Entry<SessionId, Long> next = rest.next();
        part.put(next.getKey().value(), next.getValue());
      }
      Map<String, Object> frame = typed("snapshot");
      frame.put("heads", part);
      if (rest.hasNext()) {
        frame.put("more", true);
      }
      frames.add(JsonWriter.of(frame));
    } while (rest.hasNext());
    return frames;
  }

  /** The line itself, byte for byte. */
  static String event(SessionId session, StoredLine line) {
    return "{\"type\":\"event\",\"session\":\""
        + session.value()
        + "\",\"event\":"
        + new String(line.bytes(), StandardCharsets.UTF_8)
        + "}";
  }

  static String transientMessage(SessionId session, String message) {
    return "{\"type\":\"transient\",\"session\":\""
        + session.value()
        + "\",\"message\":"
        + message
        + "}";
  }

  static String caughtUp(SessionId session, long seq) {
    Map<String, Object> frame = typed("caught_up");
    frame.put("session", session.value());
    frame.put("seq", seq);
    return JsonWriter.of(frame);
  }

  static String simple(String type) {
    return JsonWriter.of(typed(type));
  }

  static String bye(String reason) {
    Map<String, Object> frame = typed("bye");
    frame.put("reason", reason);
    return JsonWriter.of(frame);
  }

  /**
   * @param session what it is about
   */
  static String error(@Nullable String session, String code, String message) {
    Map<String, Object> frame = typed("error");
    if (session != null) {
      frame.put("session", session);
    }
    frame.put("code", code);
    frame.put("message", message);
    return JsonWriter.of(frame);
  }

  private static Map<String, Object> typed(String type) {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("type", type);
    return frame;
  }
}
