package crossreview.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.codec.SchemaBuilder;
import crossreview.json.JsonReader;
import crossreview.model.Problem.RequestFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of a schema says in its own words what was expected, what was given, and where. */
class SchemaValidatorTest {
  private static final Map<String, Object> PART =
      SchemaBuilder.object()
          .must("kind", SchemaBuilder.words(List.of("a", "b"), "A kind."))
          .may("line", SchemaBuilder.whole(1, 9, "A line."))
          .build();

  private static final SchemaValidator VALIDATOR =
      new SchemaValidator(
          SchemaBuilder.object()
              .may("text", SchemaBuilder.text(2, 3, "A text."))
              .may("name", SchemaBuilder.matching("^[a-z]+$", "A name."))
              .may("flag", SchemaBuilder.flag("A flag."))
              .may("items", SchemaBuilder.list(SchemaBuilder.text("An item."), 1, 2, "Items."))
              .may("part", PART)
              .may("parts", SchemaBuilder.list(PART, "Parts."))
              .build());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"text\":\"x\"}                | /text is too short: 1 characters, at least 2",
        "{\"text\":\"\uD83D\uDE00xxx\"}  | /text is too long: 4 characters, at most 3",
        "{\"text\":null}                 | /text must be a string, is null",
        "{\"name\":\"A\"}                | /name does not match ^[a-z]+$",
        "{\"text\":\"a\\u0000\"}       | /text has U+0000 as character 2; remove it",
        "{\"items\":[\"a\",\"\\u0000\"]} | /items/1 has U+0000 as character 1; remove it",
        "{\"text\":\"a\\ud800\"}       | /text has half of a surrogate pair; it is not valid"
            + " Unicode",
        "{\"flag\":1}                    | /flag must be a boolean, is a number",
        "{\"items\":[]}                  | /items has 0 items, at least 1",
        "{\"items\":[\"a\",\"b\",\"c\"]} | /items has 3 items, at most 2",
        "{\"items\":[1]}                 | /items/0 must be a string, is a number",
        "{\"part\":{}}                   | /part/kind is required",
        "{\"part\":{\"kind\":\"c\"}}     | /part/kind must be one of [\"a\",\"b\"]",
        "{\"part\":{\"kind\":\"a\",\"line\":0}} | /part/line must be at least 1, is 0",
        "{\"part\":{\"kind\":\"a\",\"line\":10}} | /part/line must be at most 9, is 10",
        "{\"part\":{\"kind\":\"a\",\"lin\":1}} | /part/lin unknown field, did you mean \"line\"?",
        "{\"parts\":[{\"kind\":\"a\",\"lin\":1}]} | /parts/0/lin unknown field, did you mean"
            + " \"line\"?",
      })
  void aFaultNamesItsPlaceWhatWasExpectedAndWhatWasGiven(String input, String said)
      throws Exception {
    List<RequestFault> faults = VALIDATOR.faults(JsonReader.readObject(input));

    assertEquals(
        List.of(said), faults.stream().map(fault -> fault.path() + " " + fault.message()).toList());
  }
}
