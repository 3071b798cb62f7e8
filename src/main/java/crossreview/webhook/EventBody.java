package crossreview.webhook;

import crossreview.journal.StoredLine;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a delivery: the event as a WebSocket gives it, without the texts that travel in a
 * line, such as answers and drafts. They are named by their digests. Pure.
 */
final class EventBody {
  private EventBody() {}

  static byte[] of(SessionId session, StoredLine line) {
    try {
      return JsonWriter.bytes(
          JsonTree.of(
              "type",
              "event",
              "session",
              session.value(),
              "event",
              withoutTexts(JsonReader.readObject(line.bytes()))));
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("a confirmed line is JSON", e);
    }
  }

  private static @Nullable Object withoutTexts(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        boolean reference = map.containsKey("sha256") && map.containsKey("bytes");
        map.forEach((name, item) -> {
          if (!reference || !name.equals("text")) {
            copy.put((String) name, withoutTexts(item));
          }
        });
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(withoutTexts(item)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
