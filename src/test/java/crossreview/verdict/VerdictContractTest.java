package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.vote.VerdictQuality;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import crossreview.verdict.contract.VerdictContract;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictContractTest {
  private static final Validator VALIDATOR =
      Validator.create(
          JsonSchema.of(new JsonObject(JsonWriter.of(VerdictContract.schema()))),
          new JsonSchemaOptions().setDraft(Draft.DRAFT202012).setBaseUri("urn:verdict"));

  static List<AnswerCorpus.Odd> bareObjects() {
    return AnswerCorpus.all().stream().filter(odd -> isObject(odd.answer())).toList();
  }

  @ParameterizedTest
  @MethodSource("bareObjects")
  void schemaAndReaderAgreeAboutWhatIsClean(AnswerCorpus.Odd odd) throws InvalidJsonException {
    boolean clean =
        VerdictReader.read(odd.answer(), AnswerCorpus.plain("-"), "-")
                instanceof ParsedVerdict parsedVerdict
            && parsedVerdict.remarks().stream().allMatch(r -> r.code().startsWith("citation_not"));

    boolean valid = VALIDATOR.validate(new JsonObject(odd.answer())).getValid();

    // The schema knows neither places, nor ids, nor words; there the reader is stricter.
    boolean stricter =
        odd.name().matches(".*(below one|impossible id|blank|an approval (whose|that)).*");
    assertTrue(clean == valid || stricter, odd.answer());
  }

  @Test
  void theSmallestAnswerOfTheInstructionIsReadCleanly() {
    String last = VerdictContract.instruction().lines().toList().getLast();

    String filled = last.replaceFirst("(\"summary\":)\"[^\"]*\"", "$1\"Read both files.\"");
    VerdictResult verdictResult = VerdictReader.read(filled, AnswerCorpus.plain("x"), "x");

    assertTrue(
        verdictResult instanceof ParsedVerdict parsedVerdict
            && parsedVerdict.verdictQuality() == VerdictQuality.CLEAN,
        filled);
    assertTrue(
        VerdictReader.read(last, AnswerCorpus.plain("x"), "x")
            instanceof VerdictResult.UnreadableVerdict,
        "who returns the form has not filled it in");
  }

  @Test
  void instructionAndSchemaNameTheSameFieldsAndWords() {
    String instruction = VerdictContract.instruction();
    List<String> words =
        List.of(
            "status",
            "summary",
            "confidence",
            "findings",
            "kind",
            "severity",
            "statement",
            "citations",
            "path",
            "line",
            "quote",
            "dispositions",
            "answer",
            "reason",
            "NOT_READY",
            "NEEDS_EVIDENCE",
            "evidence_request",
            "still_open",
            "blocking",
            "verified");
    String schema = JsonWriter.of(VerdictContract.schema());

    for (String word : words) {
      assertTrue(instruction.contains("\"" + word + "\""), word);
      assertTrue(schema.contains("\"" + word + "\""), word);
    }
    assertFalse(instruction.contains("null"));
    assertEquals(instruction, VerdictContract.instruction());
  }

  private static boolean isObject(String answer) {
    try {
      JsonReader.readObject(answer);
      return true;
    } catch (InvalidJsonException e) {
      return false;
    }
  }
}
