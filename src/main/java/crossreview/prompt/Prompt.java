package crossreview.prompt;

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

  /** The whole text. */
  public String text() {
    return String.join("", parts);
  }
}
