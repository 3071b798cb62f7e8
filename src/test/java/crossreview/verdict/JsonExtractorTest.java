package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.verdict.VerdictResult.ParsedVerdict;
import crossreview.verdict.VerdictResult.UnreadableVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which object between the words of an answer is its verdict. */
class JsonExtractorTest {
  private static final String READY = "{\"status\":\"READY\",\"summary\":\"both \\\"files\\\"\"}";
  private static final int OBJECTS_MAX = 4_096;

  @Test
  void noBeginningOfAVerdictIsOne() {
    String answer = "I read it:\n" + READY;
    for (int end = 0; end < answer.length(); end++) {
      assertTrue(read(answer.substring(0, end)).startsWith("unreadable"), answer.substring(0, end));
    }

    assertEquals("READY", read(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "The set {\"a\", \"b\"} is fine.\n%s",
        "The pairs [{x}] and [ {y} ] are fine.\n%s",
        "A list [1, 2] is fine.\n%s",
        "I vote %1$s as said:\n%1$s",
        "%1$s\nSo I vote %1$s as said."
      })
  void theObjectOnLinesOfItsOwnIsTheVerdict(String words) {
    assertEquals("READY", read(words.formatted(READY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s is what I say.", "I say %s", "I say %1$s and again %1$s.", "> %s"})
  void anObjectInsideASentenceIsNone(String words) {
    assertEquals(
        "unreadable: the only object with a \"status\" is inside a sentence",
        read(words.formatted(READY)));
  }

  @Test
  void anAnswerOfMoreObjectsThanAnyVerdictQuotesIsNotSearched() {
    String object = "{\"a\":1}\n";

    assertEquals("READY", read(object.repeat(OBJECTS_MAX - 1) + READY));
    assertEquals(
        "unreadable: the answer has more than 4096 JSON objects",
        read(object.repeat(OBJECTS_MAX) + READY));
  }

  private static String read(String answer) {
    return switch (VerdictReader.read(answer, AnswerCorpus.plain("-"), "-")) {
      case ParsedVerdict parsed -> parsed.verdict().status().name();
      case UnreadableVerdict unreadable -> "unreadable: " + unreadable.detail();
    };
  }
}
