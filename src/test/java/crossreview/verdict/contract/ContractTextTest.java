package crossreview.verdict.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.verdict.contract.ContractShape.ChoiceShape;
import crossreview.verdict.contract.ContractShape.ContractField;
import crossreview.verdict.contract.ContractShape.CountShape;
import crossreview.verdict.contract.ContractShape.ListShape;
import crossreview.verdict.contract.ContractShape.ObjectShape;
import crossreview.verdict.contract.ContractShape.TextShape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a form is called in words and in a schema. */
class ContractTextTest {
  private static ObjectShape form() {
    return new ObjectShape(
        ContractField.required("word", new ChoiceShape(List.of("yes", "no")), "the vote"),
        ContractField.optional(
            "places",
            new ListShape(
                new ObjectShape(
                    ContractField.required("line", new CountShape(), "where"),
                    ContractField.optional("quote", new TextShape(1, 400), "what")),
                8),
            "the reasons"));
  }

  @Test
  void eachFieldHasALineWithItsFormAndItsMeaning() {
    String text = ContractText.of(form());

    assertTrue(
        text.contains(
            """
            These are its fields:

            - "word" (required, one of "yes", "no"): the vote
            - "places" (optional, a list of at most 8 objects with the fields below it): the reasons
              - "line" (required, a whole number from 1): where
              - "quote" (optional, text of at most 400 characters): what

            A verdict READY with a blocking finding\
            """),
        text);
  }

  @Test
  void aSchemaRequiresWhatTheTextCallsRequired() {
    Map<String, Object> schema = ContractSchema.of(form());
    Map<?, ?> places = (Map<?, ?>) ((Map<?, ?>) schema.get("properties")).get("places");
    Map<?, ?> place = (Map<?, ?>) places.get("items");

    assertEquals(List.of("word"), schema.get("required"));
    assertEquals(List.of("line"), place.get("required"));
    assertEquals(8, places.get("maxItems"));
    assertEquals(
        Map.of("type", "string", "minLength", 1, "maxLength", 400, "description", "what"),
        ((Map<?, ?>) place.get("properties")).get("quote"));
  }
}
