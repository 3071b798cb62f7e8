package crossreview.cli;

import crossreview.json.ControlCharacters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON trees that come from a server: a missing field is empty, never an error. */
public record JsonNode(Map<?, ?> map) {
  public static final JsonNode EMPTY = new JsonNode(Map.of());

  public static JsonNode of(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new JsonNode(map) : EMPTY;
  }

  /** A text made safe for a terminal: no control characters. */
  public String text(String name) {
    Object value = map.get(name);
    return value == null ? "" : safe(value.toString());
  }

  public List<String> names() {
    return map.keySet().stream().map(String.class::cast).toList();
  }

  public long number(String name) {
    return map.get(name) instanceof Number number ? number.longValue() : 0;
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(map.get(name));
  }

  public boolean has(String name) {
    return map.get(name) != null;
  }

  public JsonNode tree(String name) {
    return of(map.get(name));
  }

  public List<JsonNode> trees(String name) {
    return map.get(name) instanceof List<?> list
        ? list.stream().map(JsonNode::of).toList()
        : List.of();
  }

  public List<String> texts(String name) {
    return map.get(name) instanceof List<?> list
        ? list.stream().map(item -> safe(String.valueOf(item))).toList()
        : List.of();
  }

  /** A text that cannot move the cursor, in which everything is seen. */
  public static String safe(String text) {
    String shown = ControlCharacters.shown(text);
    StringBuilder out = new StringBuilder(shown.length());
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      out.append(ControlCharacters.movesCursor(c) ? ' ' : c);
    }
    return out.toString();
  }
}
