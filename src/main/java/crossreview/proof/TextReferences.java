package crossreview.proof;

import crossreview.model.Digest;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The stored texts that a line names: every {@code {"sha256", "bytes", "text"?}} in its payload.
 */
final class TextReferences {
  private TextReferences() {}

  /** Gives each text's digest, and the text itself where it travels in the line, else null. */
  static void in(Object value, BiConsumer<Digest, String> named) {
    switch (value) {
      case Map<?, ?> map -> {
        if (map.get("sha256") instanceof String digest && map.containsKey("bytes")) {
          String inline = map.get("text") instanceof String text ? text : null;
          Digest.parse(digest).ifPresent(d -> named.accept(d, inline));
        }
        map.values().forEach(item -> in(item, named));
      }
      case List<?> list -> list.forEach(item -> in(item, named));
      case null, default -> {}
    }
  }
}
