package crossreview.verdict;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.verdict.AnswerEnvelope.EnvelopeContent;
import crossreview.verdict.VerdictResult.UnreadableVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one object of an answer that can be a verdict.
 *
 * <p>The object may be alone, in a fence, between sentences on lines of its own, or in the envelope
 * of a known program; a thought before it is dropped. Everything ambiguous is refused, because a
 * peer may quote a verdict from the artifact: an object inside a sentence is never taken, two
 * different ones are never weighed, and nothing is taken from the inside or the surroundings of
 * broken JSON.
 *
 * <p>Cost: each character is looked at a bounded number of times; the reader's depth limit is the
 * bound.
 */
public final class JsonExtractor {
  /** 4,096: no answer within the size limits quotes as many objects; more only cost time. */
  private static final int OBJECTS_MAX = 4_096;

  /** What a peer may put around its verdict; the first is that of the reference system. */
  private static final Set<String> TAGS =
      Set.of("<cross_review_status>", "<verdict>", "<answer>", "<final_answer>");

  private final String text;
  private final String key;
  private final RemarkCollector remarkCollector;
  private final List<String> around = new ArrayList<>();
  private final List<Object> others = new ArrayList<>();
  private int aroundFrom;
  private int objects;
  private @Nullable ExtractedObject best;
  private @Nullable UnreadableVerdict refusal;

  private JsonExtractor(String text, String key, RemarkCollector remarkCollector) {
    this.text = text;
    this.key = key;
    this.remarkCollector = remarkCollector;
  }

  /** What the scan came to. */
  sealed interface ExtractionResult {}

  /**
   * The object, and the text that it was read from.
   *
   * @param envelopes the objects of a program's output that wrapped it; none for most
   * @param around what the answer says beside it
   */
  public record ExtractedObject(
      Map<?, ?> tree,
      String source,
      boolean ownLines,
      List<String> envelopes,
      SurroundingText around)
      implements ExtractionResult {

    /** Whether it is only a piece of what the peer was shown. */
    boolean quotedFrom(String shown) {
      return QuotationCheck.contains(shown, source)
          || envelopes.stream().anyMatch(each -> QuotationCheck.contains(shown, each));
    }
  }

  /** Nothing can be taken. */
  record ExtractionFailure(UnreadableVerdict why) implements ExtractionResult {}

  public static ExtractionResult of(String answer, RemarkCollector remarkCollector) {
    return of(answer, "status", remarkCollector);
  }

  /**
   * The same for an object of another kind.
   *
   * @param key the field by which it is distinguished from other objects
   */
  static ExtractionResult of(String answer, String key, RemarkCollector remarkCollector) {
    String text = AnswerUnwrapper.unwrap(answer, remarkCollector);
    if (text.isEmpty()) {
      return refused("empty_answer", emptiness(answer));
    }
    return AnswerEnvelope.openUnless(key, text)
        .map(content -> unwrapped(content, key, remarkCollector))
        .orElseGet(() -> plain(text, key, remarkCollector));
  }

  private static String emptiness(String answer) {
    return answer.isBlank()
        ? "the answer is empty"
        : "the answer has only reasoning and no answer after it";
  }

  private static ExtractionResult unwrapped(
      EnvelopeContent content, String key, RemarkCollector remarkCollector) {
    if (content.error()) {
      return refused("no_verdict", "the program reports an error: " + content.text());
    }
    remarkCollector.add("envelope_removed", "the JSON output of " + content.program());
    String text = AnswerUnwrapper.unwrap(content.text(), remarkCollector);
    return switch (plain(text, key, remarkCollector)) {
      case ExtractedObject e ->
          new ExtractedObject(e.tree(), e.source(), e.ownLines(), content.sources(), e.around());
      case ExtractionFailure failure -> failure;
    };
  }

  private static ExtractionResult plain(String text, String key, RemarkCollector remarkCollector) {
    if (curly(text)) {
      remarkCollector.add("quotes_straightened", "typographic quotes around its fields");
    }
    return new JsonExtractor(curly(text) ? straight(text) : text, key, remarkCollector).find();
  }

  /** Whether every quote is a typographic one; only then it is certain what each of them means. */
  private static boolean curly(String text) {
    return !text.contains("\"") && text.contains("\u201d") && text.contains("{");
  }

  static String straight(String text) {
    return text.replace('\u201c', '"').replace('\u201d', '"').replace('\u201e', '"');
  }

  private ExtractionResult find() {
    try {
      return whole(JsonReader.readAnswer(text));
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

  private ExtractionResult whole(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? new ExtractedObject(map, text, true, List.of(), SurroundingText.NONE)
        : refused("no_verdict", "expected one JSON object, got " + JsonReader.kind(value));
  }

  /** Looks at one character and gives the index to look at next. */
  private int next(int at) {
    char c = text.charAt(at);
    boolean worth = c == '{' ? namesAKey(text, at) : c == '[' && firstAfter(text, at + 1) == '{';
    if (!worth) {
      return at + 1;
    }
    objects++;
    if (objects > OBJECTS_MAX) {
      refuse("no_verdict", "the answer has more than " + OBJECTS_MAX + " JSON objects");
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

  /** Whether a brace, a quoted name and a colon begin here: then JSON is meant. */
  static boolean namesAKey(String text, int brace) {
    if (firstAfter(text, brace + 1) != '"') {
      return false;
    }
    int at = skipSpace(text, brace + 1) + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return firstAfter(text, at + 1) == ':';
  }

  private static char firstAfter(String text, int from) {
    int at = skipSpace(text, from);
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private void take(JsonReader.ParsedValue parsedValue, int at) {
    boolean ownLines = begins(at) && ends(parsedValue.end());
    if (!(parsedValue.value() instanceof Map<?, ?> map) || !map.containsKey(key)) {
      if (ownLines && parsedValue.value() != null) {
        others.add(parsedValue.value());
      }
      return;
    }
    around.add(text.substring(aroundFrom, at));
    aroundFrom = parsedValue.end();
    ExtractedObject extractedObject =
        new ExtractedObject(
            map, text.substring(at, aroundFrom), ownLines, List.of(), SurroundingText.NONE);
    if (best == null) {
      best = extractedObject;
    } else if (!best.tree().equals(map)) {
      refuse("two_verdicts", "the answer has two different objects with a \"" + key + "\"");
    } else {
      best = best.ownLines() ? best : extractedObject;
      remarkCollector.add("verdict_repeated", "the same verdict is in the answer twice");
    }
  }

  /** Whether nothing but space or the opening of a fence is before this on its line. */
  private boolean begins(int at) {
    String before = text.substring(text.lastIndexOf('\n', at) + 1, at).strip();
    String language = before.substring(before.lastIndexOf('`') + 1);
    return bare(before)
        || TAGS.contains(before)
        || before.startsWith("```") && language.chars().allMatch(Character::isLetter);
  }

  /** Whether nothing but space or the end of a fence is after this on its line. */
  private boolean ends(int end) {
    int newline = text.indexOf('\n', end);
    String after = text.substring(end, newline < 0 ? text.length() : newline);
    return bare(after) || TAGS.contains(after.strip().replace("</", "<"));
  }

  private static boolean bare(String piece) {
    return piece.chars().allMatch(c -> c == '`' || Character.isWhitespace(c) || isUnseen(c));
  }

  /** A space that does not break, or has no width. */
  private static boolean isUnseen(int c) {
    return Character.isSpaceChar(c) || c >= 0x200B && c <= 0x200D || c == 0x2060 || c == 0xFEFF;
  }

  private ExtractionResult result() {
    if (refusal != null) {
      return new ExtractionFailure(refusal);
    }
    if (best == null) {
      return refused("no_verdict", "the answer has no JSON object with a \"" + key + "\"");
    }
    if (!best.ownLines()) {
      return refused("no_verdict", "the only object with a \"" + key + "\" is inside a sentence");
    }
    remarkCollector.add("text_around", "there is other text around the JSON object");
    around.add(text.substring(aroundFrom));
    return new ExtractedObject(
        best.tree(), best.source(), true, List.of(), new SurroundingText(around, others));
  }

  private void refuse(String code, String detail) {
    refusal = refusal == null ? new UnreadableVerdict(code, detail) : refusal;
  }

  private static ExtractionFailure refused(String code, String detail) {
    return new ExtractionFailure(new UnreadableVerdict(code, detail));
  }
}
