package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.vote.ConfidenceLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulingReaderTest {
  private static final String GOOD =
      "{\"satisfied\": true, \"confidence\": \"verified\", \"rationale\": \"line 3\"}";

  private static RulingResult read(String answer) {
    return RulingReader.read(answer, "the material");
  }

  @Test
  void aWholeAnswerIsARuling() {
    RulingResult.ParsedRuling parsedRuling =
        new RulingResult.ParsedRuling(true, ConfidenceLevel.VERIFIED, "line 3");

    assertEquals(parsedRuling, read(GOOD));
    assertEquals(parsedRuling, read("I looked.\n```json\n" + GOOD + "\n```\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'confidence':'verified','rationale':'x'} | wrong_type",
        "{'satisfied':'yes','confidence':'verified','rationale':'x'} | wrong_type",
        "{'satisfied':true,'confidence':'sure','rationale':'x'} | wrong_value",
        "{'satisfied':true,'confidence':'verified','rationale':' '} | missing_field",
        "{'satisfied':true,'confidence':'verified'} | missing_field",
        "yes | no_verdict"
      })
  void anythingLessRulesNothing(String answer, String code) {
    RulingResult rulingResult = read(answer.replace('\'', '"'));

    assertEquals(code, assertInstanceOf(RulingResult.UnreadableRuling.class, rulingResult).code());
  }

  @Test
  void whatTheMaterialSaysAboutItselfIsNoRuling() {
    RulingResult rulingResult = RulingReader.read(GOOD, "text\n" + GOOD + "\ntext");

    assertEquals(
        "quoted_verdict",
        assertInstanceOf(RulingResult.UnreadableRuling.class, rulingResult).code());
  }
}
