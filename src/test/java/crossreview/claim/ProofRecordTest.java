package crossreview.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.claim.ClaimMaterial.AttachedProof;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a piece of evidence records. */
class ProofRecordTest {
  private static List<ProofRecord> records(@Nullable String command, String text) {
    return ProofRecord.of(new AttachedProof("log", command, null, text));
  }

  private static ProofRecord wrote(String text) {
    return new ProofRecord("", text, false, true);
  }

  @Test
  void eachPromptBeginsARecordOfItsOwn() {
    assertEquals(
        List.of(
            new ProofRecord("", "before\n", false, false),
            new ProofRecord("make lint", "$ make lint\n0 errors\n", false, true),
            new ProofRecord("make test", "command: make test\n2 failed\n", true, true)),
        records(null, "Before\n$ make lint\n0 errors\nCommand: make test\n2 failed\n"));
  }

  @Test
  void aCommandThatWroteNothingIsARecordAndABlankTextIsNone() {
    assertEquals(List.of(new ProofRecord("true", "", false, true)), records("TRUE", ""));
    assertEquals(List.of(), records(null, "\n \n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failures: 1",
        "errors:  9",
        "errors: 0, errors: 2",
        "1 failed",
        "tests: 10 failing",
        "0 failed\n2 failed",
        "BUILD FAILURE",
        "exit code 1"
      })
  void aTextThatCountsFailuresFailed(String text) {
    assertTrue(records(null, text).getFirst().failed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failures: 0",
        "errors:",
        "errors: none",
        "errors: /",
        "errors: :",
        "0 failed",
        "00 failing",
        " failed to be boring",
        "it failed",
        "no failures"
      })
  void aTextThatCountsNoneDidNot(String text) {
    assertFalse(records(null, text).getFirst().failed());
  }

  @Test
  void aCountAtTheEndOfATextIsLookedForNoFurther() {
    assertFalse(ProofRecord.of(new AttachedProof("log", null, 0, "errors: ")).getFirst().failed());
  }

  @ParameterizedTest
  @CsvSource({
    "5, '5 tests', true",
    "5, '15 tests', false",
    "5, '05', false",
    "5, '95', false",
    "5, '51', false",
    "5, '1.5', false",
    "5, '5.1', false",
    "5, '1,500', false",
    "500, '1,500', false",
    "5, '5.', true",
    "5, '.5', true",
    "5, ',5,', true",
    "5, 'x.5', true",
    "5, '5.x', true",
    "5, '15 and 5', true",
    "5, 'x5x', true",
    "5, '5', true",
    "5, none, false"
  })
  void aNumberIsFoundWhereItIsNoPartOfALongerOne(String word, String text, boolean found) {
    assertEquals(found, wrote(text).hasWords(List.of(word)));
    assertEquals(found, new ProofRecord(text, "", false, true).hasWords(List.of(word)));
  }

  @ParameterizedTest
  @CsvSource({
    "4f1c9ab, '4f1c9ab fix it', true",
    "4f1c9ab, 'commit 4f1c9ab0d52', true",
    "4f1c9ab, 'commit 4f1c9abd052', true",
    "4f1c9ab, 'commit 04f1c9ab', false",
    "4f1c9ab, '04f1c9ab and 4f1c9ab1', true",
    "4f1c9ab, 'nothing', false",
    "#12, 'merged #12', true",
    "#12, 'merged #123', false"
  })
  void aCommitMayBeNamedByMoreOfItsDigestAndARequestByItsNumberOnly(
      String hash, String text, boolean found) {
    assertEquals(found, wrote(text).hasHashes(List.of(hash)));
    assertEquals(found, new ProofRecord(text, "", false, true).hasHashes(List.of(hash)));
  }
}
