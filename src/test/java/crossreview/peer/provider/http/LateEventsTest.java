package crossreview.peer.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.peer.provider.StreamException;
import crossreview.testkit.DialectFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes after the normal end of an answer, before its stream is over. */
class LateEventsTest extends DecodingCase {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHAT|{'choices':[{'index':0,'delta':{'content':'No.'}}]}",
        "CHAT|{'choices':[{'index':0,'delta':{},'finish_reason':'length'}]}",
        "CHAT|{'choices':[{'index':0,'delta':{},'finish_reason':'content_filter'}]}",
        "CHAT|{'choices':[{'index':0,'delta':{'refusal':'no'}}]}",
        "MESSAGES|{'type':'content_block_delta','delta':{'type':'text_delta','text':'No.'}}",
        "MESSAGES|{'type':'content_block_start','content_block':{'type':'text','text':'No.'}}",
        "RESPONSES|{'type':'response.output_text.delta','output_index':0,'delta':'No.'}",
        "RESPONSES|{'type':'response.output_text.delta','output_index':1,'delta':'No.'}",
        "RESPONSES|{'type':'response.refusal.done','refusal':'no'}",
        "RESPONSES|{'type':'response.failed','response':{'status':'failed'}}",
        "RESPONSES|{'type':'response.incomplete','response':{}}",
        "GEMINI|{'candidates':[{'content':{'parts':[{'text':'No.'}]}}]}",
        "GEMINI|{'candidates':[{'finishReason':'SAFETY'}]}",
        "GEMINI|{'promptFeedback':{'blockReason':'SAFETY'}}"
      })
  void moreOfAnAnswerOrAnotherEndMakesItUnusable(DialectFixture dialect, String event) {
    String said = failure(() -> stream(dialect, late(dialect, event)));

    assertTrue(said.startsWith("provider_") || said.startsWith("prompt_flagged"), said);
  }

  @ParameterizedTest
  @CsvSource({"CHAT", "MESSAGES", "RESPONSES", "GEMINI"})
  void aFaultAfterTheEndFailsTheCall(DialectFixture dialect) {
    String fault = dialect.fault("overloaded_error", "Overloaded");
    String bare = "{'error':{'type':'overloaded_error','message':'Overloaded'}}";

    String said = failure(() -> stream(dialect, before(dialect, fault)));
    String untyped = failure(() -> stream(dialect, late(dialect, bare)));

    assertTrue(said.startsWith("provider_error/"), said);
    assertTrue(untyped.startsWith("provider_error/"), untyped);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHAT|{'choices':[{'index':0,'delta':{'content':''},'finish_reason':'stop'}]}",
        "CHAT|{'choices':[{'index':0,'delta':{'content':' '}}]}",
        "MESSAGES|{'type':'ping'}",
        "MESSAGES|{'type':'message_stop'}",
        "RESPONSES|{'type':'response.new'}",
        "GEMINI|{'candidates':[{'finishReason':'STOP'}]}"
      })
  void whatSaysNothingNewChangesNothing(DialectFixture dialect, String event)
      throws StreamException {
    assertEquals(TEXT, stream(dialect, late(dialect, event)).text());
  }

  /** Text between the reason of the end and the end itself. */
  @ParameterizedTest
  @CsvSource({"content_block_delta, delta, text_delta", "content_block_start, content_block, text"})
  void textBehindTheReasonOfTheEndMakesAMessageUnusable(String type, String field, String kind) {
    String event =
        "data: {\"type\":\"%s\",\"%s\":{\"type\":\"%s\",\"text\":\"No.\"}}\n\n"
            .formatted(type, field, kind);
    String stop = "event: message_stop";
    String whole = DialectFixture.MESSAGES.stream(MODEL, PIECES);
    assertTrue(whole.contains(stop));

    String said = failure(() -> stream(DialectFixture.MESSAGES, whole.replace(stop, event + stop)));

    assertTrue(said.startsWith("provider_error/unknown_finish"), said);
  }

  private static String late(DialectFixture dialect, String event) {
    return before(dialect, "data: " + event.replace('\'', '"') + "\n\n");
  }

  /** The stream with something before the marker that nothing is read behind. */
  private static String before(DialectFixture dialect, String events) {
    String done = "data: [DONE]\n\n";
    String whole = dialect.stream(MODEL, PIECES);
    return whole.endsWith(done)
        ? whole.substring(0, whole.length() - done.length()) + events + done
        : whole + events;
  }
}
