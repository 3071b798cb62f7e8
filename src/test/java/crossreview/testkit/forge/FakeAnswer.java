package crossreview.testkit.forge;

import crossreview.json.JsonTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link FakeForge} answers: JSON or text. */
public record FakeAnswer(int status, Map<String, String> headers, @Nullable Object body) {
  static FakeAnswer ok(Object body) {
    return new FakeAnswer(200, Map.of(), body);
  }

  static FakeAnswer created(Object body) {
    return new FakeAnswer(201, Map.of(), body);
  }

  /** A refusal in GitHub's form. */
  public static FakeAnswer refused(int status, String message) {
    return new FakeAnswer(status, Map.of(), JsonTree.of("message", message));
  }

  static FakeAnswer invalid(String field, String message) {
    Object error = JsonTree.of("resource", "Review", "field", field, "message", message);
    return new FakeAnswer(
        422, Map.of(), JsonTree.of("message", "Validation Failed", "errors", List.of(error)));
  }

  /** The same with a header. */
  public FakeAnswer with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new FakeAnswer(status, more, body);
  }
}
