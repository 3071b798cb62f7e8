package crossreview.operation;

import crossreview.diff.LargestFiles;
import crossreview.model.ProblemCode;
import crossreview.model.RequestProblem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Submitted texts as bytes. Pure. */
public final class Utf8Encoder {
  private Utf8Encoder() {}

  /** What may be submitted as a text, and how it is refused. */
  public enum EncodedText {
    ARTIFACT(
        "artifact",
        "limits.artifact_bytes_max",
        RequestProblem.ARTIFACT_EMPTY,
        RequestProblem.ARTIFACT_NOT_UTF8,
        RequestProblem.ARTIFACT_TOO_LARGE),
    EVIDENCE(
        "evidence",
        "limits.artifact_bytes_max",
        RequestProblem.EVIDENCE_EMPTY,
        RequestProblem.EVIDENCE_NOT_UTF8,
        RequestProblem.EVIDENCE_TOO_LARGE),
    CONTEXT(
        "file beside the artifact",
        "fixed",
        RequestProblem.INVALID_INPUT,
        RequestProblem.INVALID_INPUT,
        RequestProblem.INVALID_INPUT);

    private final String name;
    private final String setting;
    private final ProblemCode empty;
    private final ProblemCode notUtf8;
    private final ProblemCode tooLarge;

    EncodedText(
        String name, String setting, ProblemCode empty, ProblemCode notUtf8, ProblemCode tooLarge) {
      this.name = name;
      this.setting = setting;
      this.empty = empty;
      this.notUtf8 = notUtf8;
      this.tooLarge = tooLarge;
    }
  }

  /**
   * The UTF-8 bytes of a text. An unpaired surrogate and U+0000, which JSON can spell, are refused:
   * whoever reads the text may stop at a NUL, or not see the word that it is in.
   *
   * @param max how many bytes are allowed
   */
  public static byte[] of(String text, EncodedText what, int max) {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      long line = 1 + text.chars().limit(nul).filter(c -> c == '\n').count();
      String where = "the " + what.name + " has U+0000 in line " + line;
      throw what.notUtf8.exception(where + ", so it is binary data and not text");
    }
    byte[] bytes;
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      bytes = new byte[utf8.remaining()];
      utf8.get(bytes);
    } catch (CharacterCodingException e) {
      throw what.notUtf8.exception("the " + what.name + " is not valid UTF-8");
    }
    if (bytes.length == 0) {
      throw what.empty.exception("the " + what.name + " has no bytes");
    }
    if (bytes.length > max) {
      throw what.tooLarge.exception(
          "the "
              + what.name
              + " has "
              + bytes.length
              + " bytes, at most "
              + max
              + " ("
              + what.setting
              + ")"
              + largest(text)
              + "; submit a part of it, or raise the setting");
    }
    return bytes;
  }

  /** What to leave out of a part. */
  private static String largest(String text) {
    String files = LargestFiles.of(text);
    return files.isEmpty() ? "" : ", of which the largest files are " + files;
  }
}
