package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextTruncatorTest {

  @Test
  void whatFitsIsTheSameText() {
    assertEquals("größer", TextTruncator.truncate("größer", 6));
    assertEquals("日本語", TextTruncator.truncate("日本語", 3));
  }

  @Test
  void whatDoesNotFitEndsWithAnEllipsisAndNeverInHalfACharacter() {
    assertEquals("abcd…", TextTruncator.truncate("abcdefg", 5));
    assertEquals("ab…", TextTruncator.truncate("ab🙂🙂", 4));
    assertEquals("\u0001…", TextTruncator.truncate("\u0001\u0001\u0001\u0001", 4));
  }

  @Test
  void noTextExceedsItsCharactersOrItsBytes() {
    Random random = new Random(11);
    String[] pieces = {
      "a", "ü", "日", "🙂", "\u0007", "\"", "\u2028", "\ud800", "\u200b", "\udb40\udd00"
    };
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      int max = 3 + random.nextInt(30);

      String cut = TextTruncator.truncate(text.toString(), max);

      assertEquals(longest(text.toString(), max), cut);
      assertTrue(cut.length() <= max);
      assertTrue(JsonWriter.bytes(cut).length - 2 <= 3 * max, cut);
      assertEquals(
          JsonWriter.bytes(text.toString()).length - 2, TextTruncator.encoded(text.toString()));
    }
  }

  @Test
  void eachCharacterTakesTheBytesThatTheWriterWrites() {
    IntStream.concat(IntStream.range(0, 0x10010), IntStream.range(0xe0000, 0xe0200))
        .mapToObj(Character::toString)
        .forEach(text ->
            assertEquals(JsonWriter.bytes(text).length - 2, TextTruncator.encoded(text), text));
  }

  /** The text, or its longest beginning that fits with an ellipsis. */
  private static String longest(String text, int max) {
    if (fits(text, max)) {
      return text;
    }
    int end = text.length();
    while (!fits(text.substring(0, end) + "…", max)) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }

  private static boolean fits(String text, int max) {
    return text.length() <= max && JsonWriter.bytes(text).length - 2 <= 3 * max;
  }
}
