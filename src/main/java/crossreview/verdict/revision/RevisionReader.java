package crossreview.verdict.revision;

import crossreview.diff.text.DiffContent;
import crossreview.model.run.DraftRefusal;
import crossreview.verdict.AnswerUnwrapper;
import crossreview.verdict.JsonExtractor;
import crossreview.verdict.JsonExtractor.ExtractedObject;
import crossreview.verdict.RemarkCollector;
import crossreview.verdict.revision.DraftResult.RejectedDraft;
import crossreview.verdict.revision.DraftResult.UsableDraft;
import java.nio.charset.StandardCharsets;

/**
 * Reads an author's answer as the whole revised text.
 *
 * <p>What is never meant about the form is put right: known wrappers and one fence around the whole
 * answer are taken off, and a final newline that the text had before is restored. Nothing else is
 * touched, and nothing is cut out of a chat. Total: every answer gives a {@link DraftResult}.
 */
public final class RevisionReader {
  private RevisionReader() {}

  /**
   * Reads one answer; any thread, time linear in both texts.
   *
   * @param before the text that was to be revised
   * @param answer the answer as it came
   * @param bytesMax what the revised text may take in UTF-8
   */
  public static DraftResult read(String before, String answer, long bytesMax) {
    String text = MarkdownFence.unwrap(before, AnswerUnwrapper.unwrapRevision(before, answer));
    if (text.isBlank()) {
      return new RejectedDraft(DraftRefusal.EMPTY);
    }
    String whole = before.endsWith("\n") && !text.endsWith("\n") ? text + "\n" : text;
    if (whole.equals(before)) {
      return new RejectedDraft(DraftRefusal.IDENTICAL);
    }
    // A character takes at least one byte, so what is far too long is not encoded at all.
    if (whole.length() > bytesMax || bytes(whole) > bytesMax) {
      return new RejectedDraft(DraftRefusal.TOO_LARGE);
    }
    return isTheText(before, whole)
        ? new UsableDraft(whole, DiffStat.between(before, whole))
        : new RejectedDraft(DraftRefusal.NOT_A_TEXT);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isTheText(String before, String text) {
    return encodable(text)
        && !isVote(before, text)
        && !MarkdownFence.isChat(before, text)
        && (!DiffContent.isDiff(before) || DiffContent.hasSameOpening(before, text));
  }

  /** Whether it has no NUL, and no half characters, which would change when it is stored. */
  private static boolean encodable(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Whether the author votes instead of writing; a text that is JSON anyway may look so. */
  private static boolean isVote(String before, String text) {
    return JsonExtractor.of(text, new RemarkCollector()) instanceof ExtractedObject extractedObject
        && extractedObject.tree().containsKey("status")
        && !(JsonExtractor.of(before, new RemarkCollector()) instanceof ExtractedObject);
  }
}
