package crossreview.brief;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A prompt in parts; the peer reads them one after the other.
 *
 * @param parts none is empty; the artifact is one of them, unchanged
 */
public record Prompt(List<String> parts) {
  public Prompt {
    parts = List.copyOf(parts);
  }

  /** How long it is in UTF-8. */
  public long bytes() {
    return parts.stream().mapToLong(part -> part.getBytes(StandardCharsets.UTF_8).length).sum();
  }

  /** The whole text. */
  public String text() {
    return String.join("", parts);
  }
}
