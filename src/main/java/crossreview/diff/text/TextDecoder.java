package crossreview.diff.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns the bytes of a file or a stream into text.
 *
 * <p>UTF-8 is expected. UTF-16 and UTF-32 with a byte order mark are decoded, and Latin-1 where the
 * head of a mail declares it. Other bytes that are not UTF-8 become U+FFFD, and the first of them
 * are named. What has a NUL is binary data and refused, in every encoding. Pure; time linear in the
 * bytes.
 */
public final class TextDecoder {
  private static final int NOTES_MAX = 3; // the first ones lead to the file; the rest are counted
  private static final int HEAD = 2_000; // a mail's head is shorter
  private static final String BINARY = ", so it is binary data and not text";
  private static final Pattern LATIN_1 =
      Pattern.compile("(?im)^content-type:[^\\r\\n]*charset=\"?iso-8859-1\\b");

  private TextDecoder() {}

  /** What came of decoding. */
  public sealed interface DecodedText {
    /**
     * A text.
     *
     * @param notes what people should know about the encoding, one sentence each; often none
     */
    record ReadableText(String text, List<String> notes) implements DecodedText {
      public ReadableText {
        notes = List.copyOf(notes);
      }
    }

    /** Bytes that are not text; the reason says why and what to do. */
    record BinaryContent(String reason) implements DecodedText {}
  }

  /** Decodes all bytes; total. */
  public static DecodedText decode(byte[] bytes) {
    if (begins(bytes, 0xFF, 0xFE, 0, 0)) { // before UTF-16LE, whose mark is the begin of this one
      return marked(bytes, 4, StandardCharsets.UTF_32LE);
    }
    if (begins(bytes, 0, 0, 0xFE, 0xFF)) {
      return marked(bytes, 4, StandardCharsets.UTF_32BE);
    }
    if (begins(bytes, 0xFF, 0xFE)) {
      return marked(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (begins(bytes, 0xFE, 0xFF)) {
      return marked(bytes, 2, StandardCharsets.UTF_16BE);
    }
    int nul = indexOfNul(bytes);
    if (nul >= 0) {
      return new DecodedText.BinaryContent(binary(bytes, nul));
    }
    return begins(bytes, 0xEF, 0xBB, 0xBF)
        ? text(bytes, 3, List.of("the byte order mark was removed"))
        : text(bytes, 0, List.of());
  }

  /** The bytes after a mark that names their encoding. */
  private static DecodedText marked(byte[] bytes, int from, Charset charset) {
    String text = new String(bytes, from, bytes.length - from, charset);
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      long line = 1 + text.chars().limit(nul).filter(c -> c == '\n').count();
      return new DecodedText.BinaryContent(
          "line " + line + " has a NUL character in " + charset.name() + BINARY);
    }
    return new DecodedText.ReadableText(text, List.of("decoded from " + charset.name()));
  }

  private static boolean begins(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static int indexOfNul(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private static String binary(byte[] bytes, int nul) {
    int line = 1;
    for (int i = 0; i < nul; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    int nuls = 0;
    for (byte b : bytes) {
      nuls += b == 0 ? 1 : 0;
    }
    // In UTF-16 every second byte of ASCII text is a NUL.
    boolean wide = nuls * 3L >= bytes.length && nuls * 2L <= bytes.length + 1L;
    return wide
        ? "it looks like UTF-16 without a byte order mark; convert it to UTF-8"
        : "line " + line + " has a NUL byte" + BINARY;
  }

  private static DecodedText text(byte[] bytes, int from, List<String> notes) {
    ReplacingDecoder decoder = new ReplacingDecoder();
    String text = decoder.decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
    if (decoder.replaced == 0) {
      return new DecodedText.ReadableText(text, notes);
    }
    String head = text.substring(0, Math.min(text.length(), HEAD));
    if (LATIN_1.matcher(head).find()) {
      String latin = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
      return new DecodedText.ReadableText(latin, List.of("decoded from ISO-8859-1, as declared"));
    }
    List<String> all = new ArrayList<>(notes);
    all.addAll(OddByte.notes(decoder.odd, text, NOTES_MAX));
    if (decoder.replaced > decoder.odd.size()) {
      all.add((decoder.replaced - decoder.odd.size()) + " more bytes that are not UTF-8");
    }
    return new DecodedText.ReadableText(text, all);
  }

  /** Decodes UTF-8 with replacement and remembers where the first replacements are. */
  private static final class ReplacingDecoder {
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final List<OddByte> odd = new ArrayList<>();
    private int replaced;

    String decode(ByteBuffer in) {
      StringBuilder out = new StringBuilder(in.remaining());
      CharBuffer piece = CharBuffer.allocate(8_192);
      CoderResult result;
      do {
        result = utf8.decode(in, piece, true);
        out.append(piece.flip());
        piece.clear();
        if (result.isError()) {
          replace(in, result.length(), out);
        }
      } while (result.isError() || result.isOverflow());
      return out.toString();
    }

    private void replace(ByteBuffer in, int length, StringBuilder out) {
      if (odd.size() < NOTES_MAX) {
        odd.add(new OddByte(out.length(), in.get(in.position()) & 0xFF));
      }
      replaced++;
      in.position(in.position() + length);
      out.append('\uFFFD');
    }
  }
}
