package crossreview.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a word of a sentence is. */
class ProofTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "9", "10", "45/45", "1,234"})
  void aNumberIsOfDigitsAndMayBeAllOfSoMany(String word) {
    assertTrue(ProofText.isNumber(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/1", "1/", ",1", "1,", "1a1", "1:1", "1.1", "a", "-1"})
  void whatHasOtherCharactersOrOpenEndsIsNoNumber(String word) {
    assertFalse(ProofText.isNumber(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "1.5", "1,5", "5ms", "5%", "0.5s", "3x"})
  void aFigureHasAUnitAFractionOrSeveralDigits(String word) {
    assertTrue(ProofText.isFigure(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "ms", "%", "", "5kg", "12kg", ".5", "v12"})
  void aSingleDigitAUnitAloneAndAnUnknownUnitAreNoFigures(String word) {
    assertFalse(ProofText.isFigure(word));
  }

  @ParameterizedTest
  @CsvSource({
    "12ms, 12",
    "1.5, 1.5",
    "1.25.3x, 1.25.3",
    "1., 1",
    "1.x, 1",
    "'1,5%', '1,5'",
    ".5, ''",
    "x1, ''",
    "0, 0",
    "9, 9",
    "1/2, 1",
    "1:2, 1"
  })
  void theNumberThatAWordBeginsWithHasPointsBetweenDigitsOnly(String word, String digits) {
    assertEquals(digits, ProofText.digits(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#12", "#1", "abc1234", "09af09af", "1234567", "aaaaaa9"})
  void aDigestOrTheNumberOfARequestIsAHash(String word) {
    assertTrue(ProofText.isHash(word));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "#a",
        "12",
        "abc123",
        "defaced",
        "abcdefg1",
        "09af/9a",
        "09af:9a",
        "09af`9a",
        ""
      })
  void aWordOfLettersAndWhatIsTooShortIsNone(String word) {
    assertFalse(ProofText.isHash(word));
  }

  @Test
  void aDigestHasAsManyDigitsAsTheLongestDigestHas() {
    assertTrue(ProofText.isHash("a1".repeat(32)));
    assertFalse(ProofText.isHash("a1".repeat(32) + "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.java",
        "src/a.c",
        "x.a",
        "a.b.JSON",
        "a.az09",
        "a.0123456z9",
        "makefile",
        "license"
      })
  void aFileHasAnExtensionOrAKnownName(String word) {
    assertTrue(ProofText.isPath(word));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".java",
        "java",
        "a.",
        "a.12",
        "a.b_c",
        "a.b-c",
        "a.b:c",
        "a.b{",
        "a.b`c",
        "a.b/c",
        "a.extensions1",
        "https://a.de/b.html",
        "www.a.de",
        "me@a.de",
        "e.g",
        "v1.2a",
        ""
      })
  void addressesVersionsAbbreviationsAndOtherWordsAreNoFiles(String word) {
    assertFalse(ProofText.isPath(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2", "1.4.0", "2.0-rc1", "v1.2"})
  void aVersionIsMarkedOrHasAPoint(String word) {
    assertTrue(ProofText.isVersion(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "v", "", "vx", "x.1", "1.5%", "v5%"})
  void aPlainNumberAndAShareAreNoVersions(String word) {
    assertFalse(ProofText.isVersion(word));
  }
}
