package crossreview.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.claim.WordPattern.WordClass;
import crossreview.claim.WordPattern.WordMatch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a phrase is in the words of a sentence. */
class WordPatternTest {
  private static final Map<String, WordClass> CLASSES =
      Map.of(
          "NUMBER", WordClass.of(ProofText::isNumber),
          "BE", WordClass.of(Set.of("is", "are")));

  private static @Nullable WordMatch find(String pattern, String words, int from) {
    return WordPattern.of(pattern, CLASSES).find(List.of(words.split(" ")), from);
  }

  @ParameterizedTest
  @CsvSource({
    "a b, x a b, 1, 3",
    "a|b c, b c, 0, 2",
    "NUMBER tests, 45 tests, 0, 2",
    "BE|was up, are up, 0, 2",
    "BE|was up, was up, 0, 2",
    "all? tests, tests, 0, 1",
    "all? tests, all tests, 0, 2",
    "a b?, a, 0, 1",
    "a ~2 b, a b, 0, 2",
    "a ~2 b, a x b, 0, 3",
    "a ~2 b, a x y b, 0, 4",
    "^ a, a x, 0, 1",
    "^ a? b, b, 0, 1"
  })
  void aPhraseIsFoundFromItsFirstToItsLastWord(String pattern, String words, int from, int to) {
    assertEquals(new WordMatch(from, to), find(pattern, words, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "a b, a",
    "a b, a x b",
    "NUMBER tests, some tests",
    "BE up, was up",
    "a ~2 b, a x y z b",
    "a ~2 b c, a b x c",
    "^ a, x a",
    "^ a b, a x b",
    "a?, x"
  })
  void otherWordsAreNoPhrase(String pattern, String words) {
    assertNull(find(pattern, words, 0));
  }

  @Test
  void aPhraseEndsWithItsClause() {
    assertNull(find("a ~3 b", "a " + ProseSentence.CLAUSE + " b", 0));
    assertNull(find("a ~3 b", "a x " + ProseSentence.CLAUSE + " b", 0));
  }

  @Test
  void theSearchBeginsWhereItIsToldTo() {
    assertEquals(new WordMatch(2, 3), find("a", "a b a", 1));
    assertNull(find("a", "a b", 1));
  }
}
