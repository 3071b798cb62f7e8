package crossreview.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  /** The example of RFC 8785, section 3.2.3: the order of the members. */
  @Test
  void membersStandInTheOrderOfTheirUtf16CodeUnits() throws Exception {
    Map<String, Object> members =
        Map.of(
            "\u20ac", "Euro Sign",
            "\r", "Carriage Return",
            "\ufb33", "Hebrew Letter Dalet With Dagesh",
            "1", "One",
            "\ud83d\ude00", "Emoji: Grinning Face",
            "\u0080", "Control",
            "\u00f6", "Latin Small Letter O With Diaeresis");

    assertEquals(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
            + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
            + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
        text(members));
  }

  /** The example of RFC 8785, section 3.2.2: the escapes, and literals. */
  @Test
  void onlyWhatJsonDemandsIsEscaped() throws Exception {
    Map<String, Object> value =
        JsonReader.readObject(
            "{ \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                + "\"literals\": [null, true, false], \"n\": -0 }");

    assertEquals(
        "{\"literals\":[null,true,false],\"n\":0,"
            + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
        text(value));
  }

  @Test
  void theFormattingOfACopyDoesNotMatter() throws Exception {
    byte[] one = CanonicalJson.bytes(JsonReader.read("{\"b\":[],\"a\":{}}"));
    byte[] other = CanonicalJson.bytes(JsonReader.read(" {\n  \"a\" : { },\n  \"b\" : [ ]\n}\n"));

    assertArrayEquals(one, other);
    assertEquals("{\"a\":{},\"b\":[]}", new String(one, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9007199254740992", "-9007199254740992", "1.5", "1e2", "99999999999999999999"})
  void aNumberThatReadersMayWriteDifferentlyIsRefused(String number) throws Exception {
    Object value = JsonReader.read(number);

    assertThrows(InvalidJsonException.class, () -> CanonicalJson.bytes(List.of(value)));
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertThrows(InvalidJsonException.class, () -> CanonicalJson.bytes("\ud800x"));
    assertThrows(InvalidJsonException.class, () -> CanonicalJson.bytes("x\udc00"));
    assertThrows(InvalidJsonException.class, () -> CanonicalJson.bytes(BigDecimal.TEN));
  }

  private static String text(Object value) throws InvalidJsonException {
    return new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
  }
}
