package crossreview.verdict.revision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.verdict.revision.DraftResult.UsableDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An author that wraps its text in one JSON object although it was asked for the text alone. */
class TextEnvelopeTest {
  private static String read(String before, String answer) {
    return assertInstanceOf(UsableDraft.class, RevisionReader.read(before, answer, 10_000)).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"revised_text\": \"a better plan\\n\"}",
        "\n{\"content\": \"a better plan\\n\", \"summary\": \"what I did\"}\n",
        "{\"changes\": [\"one\"], \"artifact\": \"a better plan\"}"
      })
  void theTextInItIsTheRevision(String answer) {
    assertEquals("a better plan\n", read("a plan\n", answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\": \"x\", \"port\": 80}\n",
        "{\"content\": \"x\", \"document\": \"y\"}\n",
        "{\"content\": 7}\n",
        "{content}\n"
      })
  void anyOtherObjectIsTheTextItself(String answer) {
    assertEquals(answer, read("a plan\n", answer));
  }

  @Test
  void whereTheTextIsJsonNothingIsUnwrapped() {
    assertEquals(
        "{\"content\": \"y\"}\n", read("{\"content\": \"x\"}\n", "{\"content\": \"y\"}\n"));
  }
}
