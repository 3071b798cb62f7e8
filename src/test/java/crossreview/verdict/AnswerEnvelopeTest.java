package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.json.JsonWriter;
import crossreview.verdict.AnswerEnvelope.EnvelopeContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which outputs are envelopes, whose they are, and what is in them. */
class AnswerEnvelopeTest {
  private static final String RESULT = "{\"type\":\"result\",\"result\":\"all is well\"}";
  private static final int EVENTS_MAX = 4_096;

  @Test
  void theContentNamesItsProgramAndTheObjectThatItWasTakenFrom() {
    assertEquals(
        Optional.of(
            new EnvelopeContent("claude, cursor-agent", "all is well", false, List.of(RESULT))),
        AnswerEnvelope.open("loading\n" + RESULT + "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[%s, 1]",
        "[1, %s]",
        "%s and words",
        "%s\nand a line",
        "words %s",
        "words {\n%s",
        "an {object}\n%s",
        "%s\n[]",
        "%s\n{\"type\":"
      })
  void anOutputWithAnythingElseIsNoEnvelope(String output) {
    assertEquals(Optional.empty(), AnswerEnvelope.open(output.formatted(RESULT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", " \n%s", "[%s]", "\nlog\n\n%s", "a log\nanother\n%s\n"})
  void linesOfALogMayPrecedeIt(String output) {
    assertEquals("all is well", text(output.formatted(RESULT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "words", "words\n", "words\nand more", "[]", "{}", "5"})
  void withoutAnObjectOfAProgramThereIsNone(String output) {
    assertEquals(Optional.empty(), AnswerEnvelope.open(output));
  }

  @Test
  void anOutputOfMoreEventsThanAnyRunHasIsNotSearched() {
    String event = "{\"type\":\"step\"}\n";

    assertEquals("all is well", text(event.repeat(EVENTS_MAX - 1) + RESULT));
    assertEquals(Optional.empty(), AnswerEnvelope.open(event.repeat(EVENTS_MAX) + RESULT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'error','message':'no key'} | the program | no key",
        "{'type':'turn.failed','error':{'message':'quota'}} | the program | quota",
        "{'type':'error','error':{'data':{'message':'gone'}}} | the program | gone",
        "{'error':'down'} | the program | down",
        "{'is_error':true,'result':'Not logged in'} | claude, cursor-agent | Not logged in",
        "{'is_error':true,'result':' ','message':'busy'} | claude, cursor-agent | busy",
        "{'is_error':'true','result':'busy'} | claude, cursor-agent | busy",
        "{'type':'result','subtype':'error_max_turns'} | the program | subtype error_max_turns",
        "{'type':'result','result':'x','stop_reason':'max_tokens'} | the program | stop_reason"
            + " max_tokens",
        "{'response':'x','done':true,'done_reason':'length'} | the program | done_reason length",
        "{'is_error':true} | claude, cursor-agent | no reason is given"
      })
  void aFailureIsTheProgramsOwnWords(String output, String program, String words) {
    EnvelopeContent content = AnswerEnvelope.open(output.replace('\'', '"')).orElseThrow();

    assertEquals(
        List.of(true, program, words), List.of(content.error(), content.program(), content.text()));
  }

  @Test
  void anErrorAmongManyFieldsIsNoFailureAndOneBesideAnAnswerIs() {
    String error = "{\"error\":\"down\",\"a\":1,\"b\":2%s}";

    assertEquals("down", text(error.formatted("")));
    assertEquals(Optional.empty(), AnswerEnvelope.open(error.formatted(",\"c\":3")));
    assertEquals("late", text(answerBeside("late")));
    assertEquals("fine", text(answerBeside("")));
  }

  private static String answerBeside(String error) {
    return JsonWriter.of(Map.of("error", error, "response", "fine", "stats", Map.of(), "id", 1));
  }

  @Test
  void whatAFailureSaysIsShownShort() {
    assertEquals(300, text("{\"error\":\"" + "x".repeat(5_000) + "\"}").length());
  }

  private static String text(String output) {
    return AnswerEnvelope.open(output).map(EnvelopeContent::text).orElse("no envelope");
  }
}
