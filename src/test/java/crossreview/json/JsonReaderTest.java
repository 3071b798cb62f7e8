package crossreview.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  @Test
  void aRefusalDoesNotRepeatAWordThatMayBeAKey() {
    String key = "glpat-" + "QwErTyUiOpAsDfGhJkLz";

    for (String text : List.of(key, "{\"a\": " + key + "}", "[" + key)) {
      InvalidJsonException refused =
          assertThrows(InvalidJsonException.class, () -> JsonReader.read(text));

      assertFalse(refused.getMessage().contains("glpat"), refused.getMessage());
      assertTrue(refused.getMessage().contains("(line 1, column"), refused.getMessage());
    }
  }

  @Test
  void decimalsStayExactAndIntegersStayWhole() throws InvalidJsonException {
    Map<String, Object> read =
        JsonReader.readObject(
            "{\"a\":0.10,\"b\":12,\"c\":123456789012345678901,\"d\":[true,null]}");

    assertEquals(new BigDecimal("0.10"), read.get("a"));
    assertEquals(12L, read.get("b"));
    assertEquals(new BigInteger("123456789012345678901"), read.get("c"));
    assertEquals(Arrays.asList(true, null), read.get("d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1,\"a\":2}",
        "{} {}",
        "{}x",
        "// no\n{}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "[1,]",
        "{\"a\":1,}",
        "nul",
        "{\"a\":\"\n\"}"
      })
  void whatIsNotStrictJsonIsRefused(String text) {
    assertThrows(InvalidJsonException.class, () -> JsonReader.read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e401", "1e-401", "1e999999999", "-1.5e-999999999", "1e9999999999"})
  void aNumberWhosePlainFormIsHugeIsRefused(String text) {
    assertThrows(InvalidJsonException.class, () -> JsonReader.read(text));
  }

  @Test
  void everyDoubleIsSmallEnough() throws InvalidJsonException {
    assertEquals(
        new BigDecimal("1.7976931348623157E+308"), JsonReader.read("1.7976931348623157E308"));
    assertEquals(new BigDecimal("4.9E-324"), JsonReader.read("4.9e-324"));
  }

  @Test
  void aDuplicateKeyIsRefusedByName() {
    InvalidJsonException refused =
        assertThrows(
            InvalidJsonException.class, () -> JsonReader.read("{\"status\":1,\"status\":2}"));

    assertTrue(refused.isDuplicateKey());
    assertTrue(refused.getMessage().contains("status"), refused.getMessage());
  }

  @Test
  void anObjectInsideALongerTextIsReadWithItsEnd() throws InvalidJsonException {
    String text = "so: {\"a\":[1,{\"b\":\"}\"}]} and {more";

    JsonReader.ParsedValue parsedValue = JsonReader.readAt(text, 4);

    assertEquals(Map.of("a", List.of(1L, Map.of("b", "}"))), parsedValue.value());
    assertEquals(" and {more", text.substring(parsedValue.end()));
    assertThrows(InvalidJsonException.class, () -> JsonReader.readAt(text, text.indexOf("{more")));
  }

  @Test
  void depthAndNumberLengthAreBounded() {
    assertThrows(
        InvalidJsonException.class, () -> JsonReader.read("[".repeat(101) + "]".repeat(101)));
    assertThrows(InvalidJsonException.class, () -> JsonReader.read("1".repeat(41)));
    assertThrows(
        InvalidJsonException.class,
        () -> JsonReader.readObject(new byte[] {'{', (byte) 0xff, '}'}));
    assertThrows(InvalidJsonException.class, () -> JsonReader.readObject("[1]"));
  }

  @Test
  void everyValueSurvivesWritingAndReading() throws InvalidJsonException {
    Object value =
        Map.of(
            "text",
            "q\" b\\ n\n t\t \u0001 \u2028 ü 🙂 \ud800",
            "list",
            List.of(1L, "x", List.of()));

    String text = JsonWriter.of(value);

    assertEquals(value, JsonReader.read(text));
    assertTrue(text.chars().noneMatch(c -> c < 0x20 || c == 0x2028), text);
    assertEquals(text, new String(JsonWriter.bytes(value), StandardCharsets.UTF_8));
  }

  @Test
  void theNearestNameIsNamedWhenItIsNear() {
    assertEquals(
        ", did you mean \"model\"?", NameSuggestion.hint("modle", List.of("model", "kind")));
    assertEquals("", NameSuggestion.hint("zebra", List.of("model", "kind")));
  }
}
