package crossreview.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Small text files that people write: settings, tokens, keys.
 *
 * <p>They are UTF-8. Editors on Windows put a byte order mark before the text, which is dropped, or
 * save UTF-16, which is refused by that name. No message contains anything of the text, since it
 * may be a secret.
 */
public final class TextFile {
  private static final char MARK = '\ufeff';

  private TextFile() {}

  /**
   * Reads a file; blocks.
   *
   * @throws IOException also for a file that is larger, or not UTF-8; the message is a clause that
   *     continues after the name of the file
   */
  public static String read(Path file, int bytesMax) throws IOException {
    if (Files.size(file) > bytesMax) {
      throw new IOException("it has more than " + bytesMax + " bytes");
    }
    return decode(Files.readAllBytes(file));
  }

  /** The text of a file's bytes, without a byte order mark; refused as by {@link #read}. */
  public static String decode(byte[] bytes) throws IOException {
    try {
      ByteBuffer utf8 = ByteBuffer.wrap(bytes);
      return withoutMark(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException e) {
      throw new IOException(
          (wide(bytes) ? "it is UTF-16" : "it is not valid UTF-8") + "; save it as UTF-8");
    }
  }

  /** The text without the byte order mark at its beginning. */
  public static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  /** Whether the bytes begin with the mark of UTF-16, which is never valid UTF-8. */
  private static boolean wide(byte[] bytes) {
    return bytes.length >= 2
        && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe
            || bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff);
  }
}
