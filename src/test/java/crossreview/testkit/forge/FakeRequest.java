package crossreview.testkit.forge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to {@link FakeForge}, with the JSON of its body. */
public record FakeRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Map<String, Object> body) {
  public boolean writes() {
    return !method.equals("GET");
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  int number(String name, int absent) {
    String value = query.get(name);
    return value == null ? absent : Integer.parseInt(value);
  }

  @Nullable String text(String field) {
    return body.get(field) instanceof String text ? text : null;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
