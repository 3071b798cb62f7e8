package crossreview.verdict.revision;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.run.DraftRefusal;
import crossreview.verdict.AnswerUnwrapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rotator's answer: the flag {@code {"unchanged": true}}, or the whole new text, or both.
 * Where both are there the text counts; what the flag said is kept beside it. Total.
 */
public final class RotationReader {
  private static final String FLAG = "unchanged";

  private RotationReader() {}

  /**
   * What came of it.
   *
   * @param declared what the flag said; null where there is none
   */
  public record RotationResult(DraftResult draftResult, @Nullable Boolean declared) {}

  /**
   * Reads one answer; any thread, time linear in both texts.
   *
   * @param before the artifact as the rotator was shown it
   * @param bytesMax what a new text may take in UTF-8
   */
  public static RotationResult read(String before, String answer, long bytesMax) {
    if (answer.equals(before)) {
      return new RotationResult(
          new DraftResult.RejectedDraft(DraftRefusal.IDENTICAL),
          null); // it may be such JSON itself
    }
    String text = AnswerUnwrapper.unwrapRevision(before, answer);
    String bare = MarkdownFence.unwrap(before, text).strip();
    if (!bare.startsWith("{")) {
      return new RotationResult(RevisionReader.read(before, text, bytesMax), null);
    }
    try {
      JsonReader.ParsedValue parsedValue = JsonReader.readAt(bare, 0);
      if (parsedValue.value() instanceof Map<?, ?> map
          && map.size() == 1
          && map.get(FLAG) instanceof Boolean declared) {
        return flagged(before, bare.substring(parsedValue.end()), declared, bytesMax);
      }
    } catch (InvalidJsonException e) {
      // Then it is a text that begins with a brace.
    }
    return new RotationResult(RevisionReader.read(before, text, bytesMax), null);
  }

  private static RotationResult flagged(
      String before, String rest, boolean declared, long bytesMax) {
    if (rest.isBlank()) {
      DraftRefusal what = declared ? DraftRefusal.IDENTICAL : DraftRefusal.EMPTY;
      return new RotationResult(new DraftResult.RejectedDraft(what), declared);
    }
    return new RotationResult(
        RevisionReader.read(before, withoutBlankLines(rest), bytesMax), declared);
  }

  /** The first line's own indentation belongs to the text. */
  private static String withoutBlankLines(String text) {
    int from = 0;
    int newline = text.indexOf('\n');
    while (newline >= 0 && text.substring(from, newline).isBlank()) {
      from = newline + 1;
      newline = text.indexOf('\n', from);
    }
    return text.substring(from);
  }
}
