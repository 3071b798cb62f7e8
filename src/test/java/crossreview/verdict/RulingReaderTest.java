package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.vote.ConfidenceLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The condition is not satisfied.\n%s",
        "%s\nIn short: satisfied is false.",
        "I cannot judge this.\n%s",
        "There is not enough information.\n%s",
        "Answer in this format:\n%s\nThe end.",
        "%s\nError: the connection was reset",
        "{\"type\":\"result\",\"is_error\":true}\n%s",
        "{\"satisfied\":true,\"confidence\":\"verified\",\"rationale\":\"x\",\"is_error\":true}"
      })
  void aYesWhoseSurroundingTextSaysOtherwiseRulesNothing(String answer) {
    RulingResult rulingResult = read(answer.replace("%s", GOOD));

    assertEquals(
        "unclear_verdict",
        assertInstanceOf(RulingResult.UnreadableRuling.class, rulingResult, answer).code());
    assertInstanceOf(
        RulingResult.ParsedRuling.class,
        read(
            answer
                .replace("%s", GOOD)
                .replace("true,\"c", "false,\"c")
                .replace("true, ", "false, ")),
        "a no counts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'satisfied':true,'confidence':'verified','rationale':'x','review':{'status':'NOT_READY'}}",
        "{'satisfied':true,'confidence':'verified','rationale':'x','approved':false}",
        "{'satisfied':true,'confidence':'verified','rationale':'I could not see the diff.'}"
      })
  void aYesThatItsOwnFieldsRevokeRulesNothing(String answer) {
    RulingResult rulingResult = read(answer.replace('\'', '"'));

    assertEquals(
        "unclear_verdict",
        assertInstanceOf(RulingResult.UnreadableRuling.class, rulingResult, answer).code());
  }

  @Test
  void wordsThatRevokeNothingLeaveAYes() {
    String words = "I looked at the evidence, and I am satisfied that line 3 answers it.\n";

    assertInstanceOf(RulingResult.ParsedRuling.class, read(words + GOOD));
  }

  @Test
  void whatTheMaterialSaysAboutItselfIsNoRuling() {
    RulingResult rulingResult = RulingReader.read(GOOD, "text\n" + GOOD + "\ntext");

    assertEquals(
        "quoted_verdict",
        assertInstanceOf(RulingResult.UnreadableRuling.class, rulingResult).code());
  }
}
