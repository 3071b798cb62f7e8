package crossreview.verdict;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.verdict.VerdictResult.UnreadableVerdict;
import java.util.Map;
import java.util.Set;

/**
 * Finds the one object of an answer that can be a verdict.
 *
 * <p>The object may stand alone, in a fence, or between sentences on lines of its own; a leading
 * thought is dropped. Everything ambiguous is refused, because a peer may quote a verdict that
 * somebody wrote into the artifact: an object inside a sentence is never taken, two different ones
 * are never weighed, and nothing is taken from the inside or the surroundings of broken JSON.
 *
 * <p>Cost: each character is looked at a bounded number of times; the reader's depth limit is the
 * bound.
 */
public final class JsonExtractor {
  /** 4,096: no answer within the size limits quotes as many objects; more only cost time. */
  private static final int OBJECTS_MAX = 4_096;

  /** What a peer may put around its verdict; the first is that of the reference system. */
  private static final Set<String> TAGS = Set.of("<cross_review_status>", "<verdict>");

  private final String text;
  private final String key;
  private final RemarkCollector remarkCollector;
  private int objects;
  private ExtractedObject best;
  private UnreadableVerdict refusal;

  private JsonExtractor(String text, String key, RemarkCollector remarkCollector) {
    this.text = text;
    this.key = key;
    this.remarkCollector = remarkCollector;
  }

  /** What the scan came to. */
  sealed interface ExtractionResult {}

  /** The object, and the text that it was read from. */
  public record ExtractedObject(Map<?, ?> tree, String source, boolean ownLines)
      implements ExtractionResult {}

  /** Nothing can be taken. */
  record ExtractionFailure(UnreadableVerdict why) implements ExtractionResult {}

  public static ExtractionResult of(String answer, RemarkCollector remarkCollector) {
    return of(answer, "status", remarkCollector);
  }

  /**
   * The same for an object of another kind.
   *
   * @param key the field by which it is told from other objects
   */
  static ExtractionResult of(String answer, String key, RemarkCollector remarkCollector) {
    String text = ReasoningBlock.strip(answer).strip();
    if (ReasoningBlock.isPresent(answer)) {
      remarkCollector.add("thought_dropped", null, "the answer begins with a thought");
    }
    return text.isEmpty()
        ? new ExtractionFailure(new UnreadableVerdict("empty_answer", "the answer is empty"))
        : new JsonExtractor(text, key, remarkCollector).find();
  }

  private ExtractionResult find() {
    try {
      return whole(JsonReader.read(text));
    } catch (InvalidJsonException e) {
      if (e.isDuplicateKey()) {
        return refused("duplicate_key", e.getMessage());
      }
    }
    int at = 0;
    while (at < text.length() && refusal == null) {
      at = next(at);
    }
    return result();
  }

  private ExtractionResult whole(Object value) {
    return value instanceof Map<?, ?> map
        ? new ExtractedObject(map, text, true)
        : refused("no_verdict", "expected one JSON object, got " + JsonReader.kind(value));
  }

  /** Looks at one character and gives the index to look at next. */
  private int next(int at) {
    char c = text.charAt(at);
    boolean worth = c == '{' ? namesAKey(at) : c == '[' && firstAfter(at + 1) == '{';
    if (!worth) {
      return at + 1;
    }
    objects++;
    if (objects > OBJECTS_MAX) {
      refuse("no_verdict", "the answer has more than " + OBJECTS_MAX + " JSON objects");
      return at + 1;
    }
    try {
      JsonReader.ParsedValue parsedValue = JsonReader.readAt(text, at);
      take(parsedValue, at);
      return parsedValue.end();
    } catch (InvalidJsonException e) {
      if (c == '{') {
        refuse(e.isDuplicateKey() ? "duplicate_key" : "broken_json", e.getMessage());
      }
      return at + 1;
    }
  }

  /** Whether a brace, a quoted name and a colon stand here: then JSON is meant. */
  private boolean namesAKey(int brace) {
    int at = skipSpace(brace + 1);
    if (at >= text.length() || text.charAt(at) != '"') {
      return false;
    }
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at < text.length() && text.charAt(at) == '"' && firstAfter(at + 1) == ':';
  }

  private char firstAfter(int from) {
    int at = skipSpace(from);
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private int skipSpace(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private void take(JsonReader.ParsedValue parsedValue, int at) {
    if (!(parsedValue.value() instanceof Map<?, ?> map) || !map.containsKey(key)) {
      return;
    }
    boolean ownLines = begins(at) && ends(parsedValue.end());
    ExtractedObject extractedObject =
        new ExtractedObject(map, text.substring(at, parsedValue.end()), ownLines);
    if (best == null) {
      best = extractedObject;
    } else if (!best.tree().equals(map)) {
      refuse("two_verdicts", "the answer has two different objects with a \"" + key + "\"");
    } else {
      best = best.ownLines() ? best : extractedObject;
      remarkCollector.add("verdict_repeated", null, "the same verdict stands in the answer twice");
    }
  }

  /** Whether nothing but space or the opening of a fence stands before this on its line. */
  private boolean begins(int at) {
    String before = text.substring(text.lastIndexOf('\n', at) + 1, at).strip();
    String language = before.substring(before.lastIndexOf('`') + 1);
    return bare(before)
        || TAGS.contains(before)
        || before.startsWith("```") && language.chars().allMatch(Character::isLetter);
  }

  /** Whether nothing but space or the end of a fence stands after this on its line. */
  private boolean ends(int end) {
    int newline = text.indexOf('\n', end);
    String after = text.substring(end, newline < 0 ? text.length() : newline);
    return bare(after) || TAGS.contains(after.strip().replace("</", "<"));
  }

  private static boolean bare(String piece) {
    return piece.chars().allMatch(c -> c == '`' || Character.isWhitespace(c));
  }

  private ExtractionResult result() {
    if (refusal != null) {
      return new ExtractionFailure(refusal);
    }
    if (best == null) {
      return refused("no_verdict", "the answer has no JSON object with a \"" + key + "\"");
    }
    if (!best.ownLines()) {
      return refused(
          "no_verdict", "the only object with a \"" + key + "\" stands inside a sentence");
    }
    remarkCollector.add("text_around", null, "something else stands around the JSON object");
    return best;
  }

  private void refuse(String code, String detail) {
    refusal = refusal == null ? new UnreadableVerdict(code, detail) : refusal;
  }

  private static ExtractionFailure refused(String code, String detail) {
    return new ExtractionFailure(new UnreadableVerdict(code, detail));
  }
}
