package crossreview.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text as sentences and words. */
class ProseReaderTest {
  private static List<String> sentences(String text) {
    return ProseReader.read(text).stream().map(s -> s.line() + ": " + s.text()).toList();
  }

  private static List<String> words(String sentence) {
    return ProseReader.read(sentence).getFirst().words();
  }

  @Test
  void aParagraphEndsWhereSomethingElseBegins() {
    String text =
        """
        One
        ```
        code
        ```
        two
        > quoted
        three
        # Results
        four
        - five
        six
        | seven |
        eight
        """;

    assertEquals(
        List.of(
            "1: One",
            "5: two",
            "7: three",
            "9: four",
            "10: five six",
            "12: | seven |",
            "13: eight"),
        sentences(text));
  }

  @Test
  void sentencesOfAParagraphHaveTheLineInWhichTheyBegin() {
    assertEquals(
        List.of("1: A b.", "1: C d.", "2: e!", "3: F g;", "3: h?"),
        sentences("A b. C d.\ne!\nF g; h?"));
    assertEquals(List.of("1: A b c."), sentences("A\nb\nc."));
    assertEquals(List.of("1: A b.", "2: C d"), sentences("A\nb. C\nd"));
  }

  @ParameterizedTest
  @CsvSource({
    "- one, one",
    "* one, one",
    "+ one, one",
    "1. one, one",
    "23) one, one",
    "1.one, 1.one",
    "1, 1",
    "1., 1.",
    "12 one, 12 one",
    "12x one, 12x one",
    "-one, -one",
    "[x] one, one",
    "- [X] one, one"
  })
  void theMarkOfAnItemIsNoPartOfItsSentence(String line, String sentence) {
    assertEquals(List.of("1: " + sentence), sentences(line).subList(0, 1));
  }

  @Test
  void itemsAreSentencesOfTheirOwn() {
    assertEquals(List.of("1: one", "2: two", "3: three"), sentences("1. one\n2. two\n3) three"));
  }

  @Test
  void aSingleWordBeforeAColonIsNoSentenceAndSeveralAre() {
    assertEquals(List.of("1: Goal: be fast"), sentences("Goal: be fast"));
    assertEquals(List.of("1: The goal:", "1: be fast"), sentences("The goal: be fast"));
  }

  @Test
  void aPointInsideOfANameEndsNothing() {
    assertEquals(List.of("1: See a.java and 1.5 now"), sentences("See a.java and 1.5 now"));
  }

  @ParameterizedTest
  @CsvSource({
    "a \"b. c\" d",
    "a “b. c” d",
    "a «b. c» d",
    "a „b. c“ d",
  })
  void aQuotationIsOneKindOfWordAndEndsNoSentence(String text) {
    assertEquals(List.of("1: " + text), sentences(text));
    assertEquals(List.of("a", ProseSentence.QUOTED, "d"), words(text));
  }

  @Test
  void aMarkWithoutItsPartnerOrOneThatIsTooFarAwayQuotesNothing() {
    assertEquals(List.of("a", "\"b", "c"), words("a \"b c"));
    assertEquals(ProseSentence.QUOTED, words("\"" + "b".repeat(598) + "\" c").getFirst());
    assertEquals(3, sentences("\"" + "b ".repeat(299) + "b. c\" d. e").size());
  }

  @Test
  void wordsAreInLowerCaseWithoutMarksAndClausesEnd() {
    assertEquals(
        List.of("all", ",", "or", "most", ",", "it's", ",", "done"),
        words("**All** (or `most`) It’s -- done…"));
    assertEquals(List.of("a", ",", "b"), words("(…) a, b").subList(2, 5));
    assertEquals(List.of(",", ",", "x"), words("(…) x"));
  }

  @Test
  void aSentenceIsReadAsFarAsAnybodyWritesOne() {
    assertEquals(160, words("word ".repeat(170)).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Do all tests pass?", "Why?"})
  void aQuestionEndsWithItsMark(String text) {
    assertTrue(ProseReader.read(text).getFirst().isQuestion());
    assertFalse(ProseReader.read(text.replace('?', '.')).getFirst().isQuestion());
  }

  @Test
  void aClauseReachesToTheNextBreakOnBothSides() {
    ProseSentence sentence =
        ProseReader.read("we built it, all tests pass but it waits").getFirst();

    assertEquals(4, sentence.clauseStart(6));
    assertEquals(7, sentence.clauseEnd(5));
    assertEquals(0, sentence.clauseStart(2));
    assertEquals(3, sentence.clauseEnd(0));
    assertEquals(10, sentence.clauseEnd(8));
  }
}
