package crossreview.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small text files, as editors on several systems save them. */
class TextFileTest {
  private static final String SECRET = "xr_0123456789";

  @TempDir Path dir;

  @Test
  void aByteOrderMarkAtTheBeginningIsDroppedAndOneInsideIsNot() throws IOException {
    assertEquals("a\ufeffb", TextFile.decode("\ufeffa\ufeffb".getBytes(UTF_8)));
    assertEquals("", TextFile.decode("\ufeff".getBytes(UTF_8)));
    assertEquals("plain\r\n", TextFile.decode("plain\r\n".getBytes(UTF_8)));
  }

  @Test
  void otherEncodingsAreNamedAndTheTextIsInNoMessage() {
    assertEquals("it is UTF-16; save it as UTF-8", refusal(SECRET.getBytes(UTF_16)));
    assertEquals("it is UTF-16; save it as UTF-8", refusal(("\ufeff" + SECRET).getBytes(UTF_16LE)));
    assertEquals("it is not valid UTF-8; save it as UTF-8", refusal("é".getBytes(ISO_8859_1)));
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    Path file = Files.writeString(dir.resolve("f"), "12345");

    assertEquals("12345", TextFile.read(file, 5));
    IOException failure = assertThrows(IOException.class, () -> TextFile.read(file, 4));
    assertEquals("it has more than 4 bytes", failure.getMessage());
  }

  @Test
  void everyTextSurvivesInUtf8() throws IOException {
    String text = "é€𝄞 \u0000 end";

    assertEquals(text, TextFile.decode(text.getBytes(UTF_8)));
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(IOException.class, () -> TextFile.decode(bytes)).getMessage();
  }
}
