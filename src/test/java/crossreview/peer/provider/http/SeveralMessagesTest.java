package crossreview.peer.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.peer.PeerException;
import crossreview.peer.provider.StreamException;
import crossreview.testkit.DialectFixture;
import crossreview.verdict.WrappedAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer of several messages is all of them: what one of them objects to is not lost. */
class SeveralMessagesTest extends DecodingCase {
  private static final String READY = "{\"status\":\"READY\",\"summary\":\"Read both files.\"}";
  private static final String REFUSAL =
      "{\"status\":\"NOT_READY\",\"summary\":\"A test is missing.\"}";

  private record Said(String text, boolean comment) {}

  private static Said message(String text) {
    return new Said(text, false);
  }

  private static Said comment(String text) {
    return new Said(text, true);
  }

  /** The events of these messages; the last one repeats those of {@code end}. */
  private static String response(List<Said> pieces, List<Said> end) {
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      events.append(
          event(
              JsonTree.of(
                  "type",
                  "response.output_item.added",
                  "output_index",
                  (long) i,
                  "item",
                  item(pieces.get(i)))));
      events.append(delta(i, pieces.get(i).text()));
    }
    List<Object> output = new ArrayList<>();
    end.forEach(said -> output.add(item(said)));
    Map<String, Object> whole =
        JsonTree.of("status", "completed", "model", MODEL, "output", output);
    return events + event(JsonTree.of("type", "response.completed", "response", whole));
  }

  private static Map<String, Object> item(Said said) {
    List<Object> content = List.of(JsonTree.of("type", "output_text", "text", said.text()));
    return said.comment()
        ? JsonTree.of("type", "message", "phase", "commentary", "content", content)
        : JsonTree.of("type", "message", "content", content);
  }

  private static String event(Map<String, Object> data) {
    return "data: " + JsonWriter.of(data) + "\n\n";
  }

  private static String text(List<Said> pieces, List<Said> end) throws StreamException {
    return stream(DialectFixture.RESPONSES, response(pieces, end)).text();
  }

  private static String status(List<Said> pieces, List<Said> end) throws StreamException {
    return WrappedAnswers.status(text(pieces, end));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_READY: it deletes the table.| unreadable",
        "I do not approve this change.| unreadable",
        "I read both files first.| READY"
      })
  void wordsInAnEarlierMessageAreHeard(String words, String expected) throws StreamException {
    List<Said> all = List.of(message(words), message(READY));

    assertEquals(expected, status(all, all));
    assertEquals(expected, status(List.of(), all));
    assertEquals(expected, status(all, List.of()));
  }

  @Test
  void oneOfTwoVerdictsIsNoVoteInAnyOrderAndWhereverItStands() throws StreamException {
    List<Said> refused = List.of(message(REFUSAL), message(READY));
    List<Said> approved = List.of(message(READY), message(REFUSAL));

    for (List<Said> all : List.of(refused, approved)) {
      assertEquals("unreadable", status(all, all));
      assertEquals("unreadable", status(List.of(), all));
      assertEquals("unreadable", status(all, List.of()));
      assertEquals("unreadable", status(all, all.subList(1, 2)), "the end has the last one only");
      assertEquals("unreadable", status(all.subList(0, 1), all.subList(1, 2)), "they differ");
    }
  }

  @Test
  void whatIsMarkedAsACommentIsNoPartOfTheAnswer() throws StreamException {
    List<Said> all = List.of(comment("Not approved so far.\n" + REFUSAL), message(READY));

    assertEquals(READY, text(all, all));
    assertEquals(READY, text(List.of(), all));
    assertEquals(READY, text(all, List.of()));
    assertEquals(REFUSAL, text(List.of(comment(READY), message(REFUSAL)), List.of()));
  }

  @Test
  void acommentAloneIsNoAnswerEvenWhereOnlyTheEndMarksIt() {
    assertThrows(PeerException.class, () -> text(List.of(message(READY)), List.of(comment(READY))));
    assertThrows(PeerException.class, () -> text(List.of(comment(READY)), List.of()));
  }

  @Test
  void anAnswerThatIsSentTwiceIsOne() throws StreamException {
    assertEquals(READY, text(List.of(message(READY)), List.of(message(READY + "\n"))));
    assertEquals(READY, text(List.of(message(READY.substring(0, 9))), List.of(message(READY))));
    assertEquals(READY, text(List.of(message(READY.substring(9))), List.of(message(READY))));
  }

  @Test
  void aChatWhoseLastMessageContradictsItsPiecesIsNoVote() throws StreamException {
    assertEquals("unreadable", WrappedAnswers.status(chatOf(REFUSAL, READY)));
    assertEquals("unreadable", WrappedAnswers.status(chatOf(READY, REFUSAL)));
    assertEquals(READY, chatOf(READY, READY));
  }

  private static String chatOf(String pieces, String whole) throws StreamException {
    Map<String, Object> choice =
        JsonTree.of(
            "delta",
            JsonTree.of("content", pieces),
            "message",
            JsonTree.of("content", whole),
            "finish_reason",
            "stop");
    return chat(Map.of(), JsonWriter.of(JsonTree.of("model", MODEL, "choices", List.of(choice))))
        .text();
  }

  @Test
  void theWordsOfARefusalAreShown() {
    String chat =
        "{\"model\":\"m-1\",\"choices\":[{\"delta\":{\"refusal\":\"I"
            + " can\"}},{\"delta\":{\"refusal\":\"not\"},\"finish_reason\":\"stop\"}]}";
    String pieces =
        event(JsonTree.of("type", "response.refusal.delta", "delta", "I can"))
            + event(JsonTree.of("type", "response.refusal.delta", "delta", "not"));
    String end =
        event(
            JsonTree.of(
                "type",
                "response.completed",
                "response",
                JsonTree.of(
                    "status",
                    "completed",
                    "model",
                    MODEL,
                    "output",
                    List.of(
                        JsonTree.of(
                            "type",
                            "message",
                            "content",
                            List.of(JsonTree.of("type", "refusal", "refusal", "I cannot")))))));

    assertEquals("the model declined: I cannot", hint(() -> chat(Map.of(), chat)));
    assertEquals(
        "the model declined: I cannot", hint(() -> stream(DialectFixture.RESPONSES, pieces + end)));
    assertEquals("the model declined: I cannot", hint(() -> stream(DialectFixture.RESPONSES, end)));
    String messages = DialectFixture.MESSAGES.whole(MODEL, "I cannot", "refusal");
    assertEquals(
        "the model declined: I cannot",
        hint(() -> heard(DialectFixture.MESSAGES, "application/json", utf8(messages))));
  }

  @Test
  void anErrorWithoutATextIsShownAsItCame() {
    String hint = hint(() -> chat(Map.of(), "{\"error\":{\"message\":{\"a\":1},\"code\":[]}}"));

    assertTrue(hint.contains("{\"a\":1}"), hint);
  }

  private static String hint(Executable what) {
    return assertThrows(PeerException.class, what::run).failure().hint();
  }
}
