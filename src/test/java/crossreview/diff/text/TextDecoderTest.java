package crossreview.diff.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_32BE;
import static java.nio.charset.StandardCharsets.UTF_32LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.text.TextDecoder.DecodedText.BinaryContent;
import crossreview.diff.text.TextDecoder.DecodedText.ReadableText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextDecoderTest {
  private static final String DIFF = "--- a/x.c\n+++ b/x.c\n@@ -3 +3 @@\n-a\n+caf\u00e9\n";

  @Test
  void plainUtf8IsTakenAsItIs() {
    assertEquals(new ReadableText(DIFF, List.of()), TextDecoder.decode(DIFF.getBytes(UTF_8)));
    assertEquals(new ReadableText("", List.of()), TextDecoder.decode(new byte[0]));
  }

  @Test
  void utf16WithAMarkIsDecodedAndSaid() {
    assertEquals(
        new ReadableText(DIFF, List.of("decoded from UTF-16LE")),
        TextDecoder.decode(marked(UTF_16LE)));
    assertEquals(
        new ReadableText(DIFF, List.of("decoded from UTF-16BE")),
        TextDecoder.decode(marked(UTF_16BE)));
  }

  @Test
  void utf16WithoutAMarkIsNamed() {
    BinaryContent data =
        assertInstanceOf(BinaryContent.class, TextDecoder.decode(DIFF.getBytes(UTF_16LE)));

    assertTrue(data.reason().contains("UTF-16 without a byte order mark"), data.reason());
  }

  @Test
  void theMarkOfUtf8IsLeftOut() {
    byte[] bytes = ("\uFEFF" + DIFF).getBytes(UTF_8);

    ReadableText decoded = assertInstanceOf(ReadableText.class, TextDecoder.decode(bytes));

    assertEquals(DIFF, decoded.text());
    assertEquals(List.of("the byte order mark was removed"), decoded.notes());
  }

  @Test
  void anOddByteIsReplacedAndNamedWithFileLineAndLikelyEncoding() {
    ReadableText decoded =
        assertInstanceOf(ReadableText.class, TextDecoder.decode(DIFF.getBytes(ISO_8859_1)));

    assertEquals(DIFF.replace('\u00e9', '\uFFFD'), decoded.text());
    assertEquals(
        List.of(
            "x.c:3 (line 5): byte 0xE9 is not UTF-8 (probably ISO-8859-1); it is shown as \uFFFD"),
        decoded.notes());
  }

  @Test
  void manyOddBytesAreCounted() {
    byte[] bytes = "\u0093a\n".repeat(2_000).concat("\u20ac").getBytes(ISO_8859_1);

    ReadableText decoded = assertInstanceOf(ReadableText.class, TextDecoder.decode(bytes));

    assertEquals(4, decoded.notes().size());
    assertTrue(decoded.notes().getFirst().startsWith("line 1: byte 0x93 is not UTF-8 (probably W"));
    assertEquals("1997 more bytes that are not UTF-8", decoded.notes().getLast());
    assertEquals("\uFFFDa\n".repeat(2_000).concat("?"), decoded.text());
  }

  @Test
  void latin1IsDecodedWhereAMailDeclaresIt() {
    String mail = "From: a\nContent-Type: text/plain; charset=ISO-8859-1\n\ncaf\u00e9\n" + DIFF;

    ReadableText decoded =
        assertInstanceOf(ReadableText.class, TextDecoder.decode(mail.getBytes(ISO_8859_1)));

    assertEquals(mail, decoded.text());
    assertEquals(List.of("decoded from ISO-8859-1, as declared"), decoded.notes());
  }

  @Test
  void aNulByteIsBinaryContentAndItsLineIsNamed() {
    BinaryContent data =
        assertInstanceOf(BinaryContent.class, TextDecoder.decode("a\nb\0c\nd\n".getBytes(UTF_8)));

    assertEquals("line 2 has a NUL byte, so it is binary data and not text", data.reason());
  }

  @Test
  void utf32WithAMarkIsDecodedAndSaid() {
    assertEquals(
        new ReadableText(DIFF, List.of("decoded from UTF-32LE")),
        TextDecoder.decode(marked(UTF_32LE)));
    assertEquals(
        new ReadableText(DIFF, List.of("decoded from UTF-32BE")),
        TextDecoder.decode(marked(UTF_32BE)));
  }

  @Test
  void aNulAfterAnyMarkIsBinaryContentAndItsLineIsNamed() {
    for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE, UTF_32LE, UTF_32BE)) {
      BinaryContent data =
          assertInstanceOf(
              BinaryContent.class,
              TextDecoder.decode("\uFEFFa\nb\0c\nd\n".getBytes(charset)),
              charset.name());

      assertTrue(data.reason().startsWith("line 2 has a NUL "), data.reason());
    }
  }

  private static byte[] marked(Charset charset) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("\uFEFF".getBytes(charset));
    out.writeBytes(DIFF.getBytes(charset));
    return out.toByteArray();
  }
}
