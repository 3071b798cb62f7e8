package crossreview.verdict;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON object in which an author wraps a plain text although it was asked for the text alone:
 * one field with the text, and beside it at most words about it. Pure.
 */
final class TextEnvelope {
  private static final List<String> TEXTS =
      List.of("revised_text", "revised_artifact", "revision", "artifact", "document", "content");

  /** What is only about the text. */
  private static final List<String> ABOUT =
      List.of("summary", "notes", "changes", "comment", "explanation", "title", "format");

  private TextEnvelope() {}

  /** The text in it, if the whole answer is such an object and nothing else. */
  static Optional<String> open(String answer) {
    String bare = answer.strip();
    if (!bare.startsWith("{") || !bare.endsWith("}")) {
      return Optional.empty();
    }
    try {
      Map<String, Object> tree = JsonReader.readObject(bare);
      List<String> texts = TEXTS.stream().filter(tree::containsKey).toList();
      boolean known =
          tree.keySet().stream().allMatch(key -> TEXTS.contains(key) || ABOUT.contains(key));
      return known && texts.size() == 1 && tree.get(texts.getFirst()) instanceof String text
          ? Optional.of(text)
          : Optional.empty();
    } catch (InvalidJsonException e) {
      return Optional.empty(); // then it is a text that begins with a brace
    }
  }
}
