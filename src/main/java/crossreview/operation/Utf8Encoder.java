package crossreview.operation;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts that are handed in, as bytes. Pure. */
public final class Utf8Encoder {
  private Utf8Encoder() {}

  /**
   * The UTF-8 bytes of a text. Refused with {@code <what>_empty}, {@code <what>_too_large}, and
   * strictly with {@code <what>_not_utf8}: half of a surrogate pair, which JSON can spell, is no
   * text.
   */
  public static byte[] of(String text, String what, int max) {
    byte[] bytes;
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      bytes = new byte[utf8.remaining()];
      utf8.get(bytes);
    } catch (CharacterCodingException e) {
      throw new ProblemException(
          Problem.invalid(what + "_not_utf8", "the " + what + " is not valid UTF-8"));
    }
    if (bytes.length == 0) {
      throw new ProblemException(Problem.invalid(what + "_empty", "the " + what + " has no bytes"));
    }
    if (bytes.length > max) {
      String message = "the " + what + " has " + bytes.length + " bytes, at most " + max;
      throw new ProblemException(Problem.exhausted(what + "_too_large", message));
    }
    return bytes;
  }
}
