package crossreview.peer.provider;

import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said about something that went wrong; each text may be empty, none is null.
 *
 * @param words its codes, types and reasons, in lower case
 * @param message for people; not redacted
 * @param parameter the field of the request that it does not like
 * @param details what stands beside, for waits and quotas; may be null
 */
public record ProviderError(
    List<String> words, String message, String parameter, @Nullable Object details) {
  private static final int DEPTH_MAX = 3; // an error within an error within a response

  /**
   * Finds the fault of a body in any of the known forms:
   *
   * <pre>
   *   {"error":{"message","type","code","param"}}           also as {"type":"error","error":{…}}
   *   {"error":{"code":429,"status":"…","message","details":[…]}}   also inside an array of one
   *   {"code":"…","error":"text"}                            {"object":"error","message","code"}
   *   {"message","code"}
   * </pre>
   */
  public static Optional<ProviderError> of(@Nullable Object body) {
    return of(body, 0);
  }

  private static Optional<ProviderError> of(@Nullable Object body, int depth) {
    if (body instanceof List<?> list && !list.isEmpty()) {
      return of(list.getFirst(), depth);
    }
    if (!(body instanceof Map<?, ?> map) || depth > DEPTH_MAX) {
      return Optional.empty();
    }
    Object inner = map.get("error");
    if (inner instanceof Map<?, ?>) {
      return of(inner, depth + 1);
    }
    if (inner instanceof String text) {
      return Optional.of(new ProviderError(words(map), text, "", map));
    }
    boolean is = depth > 0 || "error".equals(map.get("object")) || "error".equals(map.get("type"));
    boolean bare =
        map.containsKey("message") && (map.containsKey("code") || map.containsKey("type"));
    return is || bare ? Optional.of(read(map)) : Optional.empty();
  }

  private static ProviderError read(Map<?, ?> error) {
    String message = JsonTree.text(error, "/message").orElseGet(() -> shown(error));
    String parameter = JsonTree.text(error, "/param").orElse("");
    return new ProviderError(words(error), message, parameter, error);
  }

  /**
   * An error that has no text is shown as it came; without one of its own words it says nothing.
   */
  private static String shown(Map<?, ?> error) {
    Object message = error.get("message");
    return message == null ? "" : JsonWriter.of(message);
  }

  private static List<String> words(Map<?, ?> error) {
    return Stream.concat(
            Stream.of("code", "type", "status").map(error::get),
            Stream.concat(
                Stream.of(JsonTree.at(error, "/details/error_code")),
                JsonTree.list(error, "/details").stream().map(d -> JsonTree.at(d, "/reason"))))
        .filter(word -> word instanceof String || word instanceof Long)
        .map(word -> word.toString().strip().toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty() && !word.equals("error"))
        .distinct()
        .toList();
  }

  /** Whether one of its words is, or begins with, one of these. */
  boolean says(String... beginnings) {
    return words.stream().anyMatch(word -> Stream.of(beginnings).anyMatch(word::startsWith));
  }

  /** Whether its message speaks of one of these; the last resort, where no word is given. */
  boolean speaksOf(String... phrases) {
    String lower = message.toLowerCase(Locale.ROOT);
    return Stream.of(phrases).anyMatch(lower::contains);
  }
}
