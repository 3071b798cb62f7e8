package crossreview.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ControlCharactersTest {
  @Test
  @Tag("long")
  void everyFormatCharacterThatUnicodeKnowsIsEscapedInAText() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.getType(c) == Character.FORMAT) {
        String text = "a" + Character.toString(c) + "b";
        String shown = ControlCharacters.shown(text);

        assertTrue(ControlCharacters.isHidden(c), ControlCharacters.name(c));
        assertTrue(shown.matches("a\\\\u\\{[0-9A-F]{4,6}}b"), shown);
        assertTrue(JsonWriter.of(text).chars().allMatch(each -> each < 0x7f), "JSON: " + shown);
      }
    }
  }

  @Test
  void whatIsSeenIsLeftAsItIs() {
    String text = "plain text, ü, 中, 🙂, ❤\ufe0f, \u00a0\u2010 e\u0301";

    assertSame(text, ControlCharacters.shown(text));
    assertEquals('"' + text + '"', JsonWriter.of(text));
  }

  @Test
  void whatIsHiddenIsNamedByItsCodePoint() {
    assertEquals(
        "if (a\\u{202E} b\\u{E0041}\\u{200B}) \\u{3164}🙂",
        ControlCharacters.shown("if (a\u202e b\udb40\udc41\u200b) \u3164🙂"));
    assertEquals(
        "\"\\u202e\\udb40\\udc41\"",
        JsonWriter.of("\u202e\udb40\udc41"),
        "JSON has escapes of its own");
  }

  @Test
  void jsonWithEscapesIsReadBackAsItWas() throws InvalidJsonException {
    String text = "a\u202eb\udb40\udc41 👩\u200d💻 \ufeff";

    assertEquals(Map.of("a", text), JsonReader.readObject(JsonWriter.of(Map.of("a", text))));
  }

  @Test
  void linesAndCursorsAreMovedByControlsAndSeparators() {
    "\n\r\t\u001b\u0007\u009b\u0085\u2028\u2029"
        .chars()
        .forEach(c -> assertTrue(ControlCharacters.movesCursor((char) c), Integer.toHexString(c)));
  }
}
