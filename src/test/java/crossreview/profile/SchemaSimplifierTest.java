package crossreview.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One schema, as each sort of provider understands it. */
class SchemaSimplifierTest {
  private static final String SCHEMA =
      "{\"$schema\":\"s\",\"title\":\"T\",\"type\":\"object\",\"additionalProperties\":false,"
          + "\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"string\",\"minLength\":1,"
          + "\"maxLength\":4000,\"description\":\"d\"},\"b\":{\"type\":\"array\",\"maxItems\":300,"
          + "\"items\":{\"type\":\"integer\",\"minimum\":1}},\"c\":{\"type\":\"string\",\"enum\":[\"x\"]}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FULL|{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"a\",\"b\",\"c\"],\"properties\":{\"a\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":4000,\"description\":\"d\"},\"b\":{\"type\":[\"array\",\"null\"],\"maxItems\":300,\"items\":{\"type\":\"integer\",\"minimum\":1}},\"c\":{\"type\":[\"string\",\"null\"],\"enum\":[\"x\",null]}}}",
        "BOUNDED|{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"a\",\"b\",\"c\"],\"properties\":{\"a\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":2048,\"description\":\"d\"},\"b\":{\"type\":[\"array\",\"null\"],\"maxItems\":256,\"items\":{\"type\":\"integer\",\"minimum\":1}},\"c\":{\"type\":[\"string\",\"null\"],\"enum\":[\"x\",null]}}}",
        "COUNTED|{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"string\",\"description\":\"d;"
            + " at least 1 characters, at most 4000"
            + " characters\"},\"b\":{\"type\":\"array\",\"maxItems\":300,\"items\":{\"type\":\"integer\",\"description\":\"at"
            + " least 1\"}},\"c\":{\"type\":\"string\",\"enum\":[\"x\"]}}}",
        "DESCRIBED|{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"string\",\"description\":\"d;"
            + " at least 1 characters, at most 4000"
            + " characters\"},\"b\":{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"description\":\"at"
            + " least 1\"},\"description\":\"at most 300"
            + " items\"},\"c\":{\"type\":\"string\",\"enum\":[\"x\"]}}}",
        "PORTABLE|{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"string\",\"description\":\"d\"},\"b\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}},\"c\":{\"type\":\"string\",\"enum\":[\"x\"]}}}"
      })
  void eachFormKeepsWhatItsProvidersUnderstand(SchemaSupport form, String lowered)
      throws InvalidJsonException {
    assertEquals(
        lowered, JsonWriter.of(SchemaSimplifier.simplify(JsonReader.readObject(SCHEMA), form)));
  }

  @Test
  void theWeakestFormsHaveNone() {
    assertNull(SchemaSimplifier.simplify(Map.of(), SchemaSupport.JSON_OBJECT));
    assertNull(SchemaSimplifier.simplify(Map.of(), SchemaSupport.NONE));
  }

  @Test
  void aRefusedFormIsFollowedByAWeakerOneUntilThereIsNone() {
    SchemaSupport form = SchemaSupport.FULL;

    assertEquals(SchemaSupport.PORTABLE, form.weaker());
    assertEquals(SchemaSupport.JSON_OBJECT, form.weaker().weaker());
    assertEquals(SchemaSupport.NONE, form.weaker().weaker().weaker());
  }
}
