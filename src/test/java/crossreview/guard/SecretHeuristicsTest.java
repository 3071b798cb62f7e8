package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How a value must look to be taken for a secret, at each limit. */
class SecretHeuristicsTest {
  @Test
  void whatNamesItselfAStandInOrHardlyVariesIsAPlaceholder() {
    for (String value : List.of("my-EXAMPLE-1", "setYourKey", "a.TODO.b", "abcabcabc")) {
      assertTrue(SecretHeuristics.isPlaceholder(value), value);
    }
    assertFalse(SecretHeuristics.isPlaceholder("abcdabcd"));
  }

  @Test
  void aShortStandInCountsOnlyAtTheEdgeOfAKey() {
    for (String run : List.of("yourAb1Cd2", "Ab1Cd2your", "A-yourCd2", "A_yourCd2", "A/yourCd2")) {
      assertTrue(SecretHeuristics.isKeyStandIn(run), run);
    }
    assertFalse(SecretHeuristics.isKeyStandIn("Ab1yourCd2"));
    assertFalse(SecretHeuristics.isKeyStandIn("Ab1dummyCd2"));
    assertTrue(SecretHeuristics.isKeyStandIn("Ab1insertCd2"));
  }

  @Test
  void eightEqualCharactersInARowAreNoKey() {
    for (String run : List.of("zzzzzzzzAb1Cd2", "Ab1Cd2zzzzzzzz", "Ab1zzzzzzzzzzCd2")) {
      assertTrue(SecretHeuristics.isKeyStandIn(run), run);
    }
    for (String run : List.of("zzzzzzzAb1Cd2", "Ab1Cd2zzzzzzz", "zAb1zzzzzzz")) {
      assertFalse(SecretHeuristics.isKeyStandIn(run), run);
    }
  }

  @Test
  void aKeyHasFourDifferentCharacters() {
    assertTrue(SecretHeuristics.isKeyStandIn("abcabcabcabc"));
    assertFalse(SecretHeuristics.isKeyStandIn("abcdabcdabcd"));
  }

  @Test
  void twoOfThreeSortsAreMixed() {
    for (String value : List.of("a1", "z0", "A9", "Z1", "aA", "zZ")) {
      assertTrue(SecretHeuristics.mixed(value), value);
    }
    for (String value : List.of("abc", "ABC", "123", "a!", "1!", "a`{", "A@[", "1/:", "a/:")) {
      assertFalse(SecretHeuristics.mixed(value), value);
    }
  }

  @Test
  void bothCasesAndADigitLookRandom() {
    assertTrue(SecretHeuristics.looksRandom("aB1"));
    assertFalse(SecretHeuristics.looksRandom("aB"));
    assertFalse(SecretHeuristics.looksRandom("ab1"));
    assertFalse(SecretHeuristics.looksRandom("AB1"));
  }

  @Test
  void aPieceOfEightWithADigitLooksRandom() {
    for (String value : List.of("abcdefg1", "abc-abcdefg1", "abcdefg1_abc", "x.abcdefg1/y")) {
      assertTrue(SecretHeuristics.looksRandom(value), value);
    }
    for (String value :
        List.of("abcdef1", "abc-bcdefg1", "abcdefgh-1", "abcd.efg1", "a/b_cdefg1")) {
      assertFalse(SecretHeuristics.looksRandom(value), value);
    }
  }

  @Test
  void aPieceOfTwentyLooksRandomIfAThirdOfItIsInEachCase() {
    String upper = "ABCDEFGHIJKLMNO";
    String lower = "abcdefghijklmno";
    for (String value :
        List.of(
            upper.substring(0, 10) + lower.substring(0, 10),
            "xx-" + upper.substring(0, 7) + lower.substring(0, 14),
            "xx-" + upper.substring(0, 14) + lower.substring(0, 7),
            upper.substring(0, 10) + lower.substring(0, 10) + "-x")) {
      assertTrue(SecretHeuristics.looksRandom(value), value);
    }
    for (String value :
        List.of(
            upper.substring(0, 10) + lower.substring(0, 9),
            "xx-" + upper.substring(0, 10) + lower.substring(0, 9),
            upper.substring(0, 10) + "-" + lower.substring(0, 10),
            upper.substring(0, 6) + lower.substring(0, 15),
            upper.substring(0, 15) + lower.substring(0, 6))) {
      assertFalse(SecretHeuristics.looksRandom(value), value);
    }
  }

  @Test
  void aValueIsDrawnWhereDigitsLettersAndMarksChangePlacesFiveTimes() {
    for (String value : List.of("abc1de2fg3", "ABC1DE2FG3", "ab1cd-ef2gh")) {
      assertTrue(SecretHeuristics.drawn(value), value);
    }
    for (String value :
        List.of(
            "xabc1de2fgh", "ab1cd-efgh-i", "1+2+3+4+5+6+7+8+9", "a1a2a1a2a1a2", "ab1-cd2-ef3")) {
      assertFalse(SecretHeuristics.drawn(value), value);
    }
  }

  @Test
  void ofEighteenCharactersThreeChangesAreEnough() {
    assertTrue(SecretHeuristics.drawn("abcdefgh1ijklmnop2"));
    assertFalse(SecretHeuristics.drawn("abcdefg1ijklmnop2"));
    assertFalse(SecretHeuristics.drawn("abcdefgh12ijklmnop"));
  }

  @Test
  void besideAVendorsNameAShortWordOfSmallLettersAndDigitsIsDrawnAfterThreeChanges() {
    for (String value : List.of("abcd1efg2", "zbcd1efg2", "1abcd2efgh", "abcd0efg9")) {
      assertTrue(SecretHeuristics.drawnShort(value), value);
    }
    for (String value :
        List.of("abcd12efgh", "Abcd1efg2", "`bcd1efg2", "abcd1efg{2", "aaaa1aaa2")) {
      assertFalse(SecretHeuristics.drawnShort(value), value);
    }
  }

  @Test
  void aQuotedPasswordHasADigitAndALetterOrThreeSorts() {
    for (String value : List.of("a1b2c3d4", "A1B2C3D4", "Abcdefg!", "my-app1234")) {
      assertTrue(SecretHeuristics.quotedPassword(value), value);
    }
    for (String value : List.of("abcdefg!", "Abcdefgh", "12345678", "1234567!", "a1a1a1a1")) {
      assertFalse(SecretHeuristics.quotedPassword(value), value);
    }
  }

  @Test
  void wordsWithShortNumbersAreNoPassword() {
    for (String value :
        List.of("my-app123", "application-v2", "myapplication-2024", "2024:myapplication")) {
      assertFalse(SecretHeuristics.quotedPassword(value), value);
    }
    for (String value :
        List.of("myapplication-20245", "20245:myapplication", "myapplication1", "ab1c-defghi")) {
      assertTrue(SecretHeuristics.quotedPassword(value), value);
    }
  }

  @Test
  void aBarePasswordHasThreeSortsOrThreeDigitsAmongTwelve() {
    for (String value :
        List.of("aB3xY9kQ", "abc123xyz987", "a1bcdefg2hi3", "KeyRefAbc123", "ab!xy9kq")) {
      assertTrue(SecretHeuristics.barePassword(value), value);
    }
    for (String value :
        List.of(
            "abc12xyz987",
            "a1bcdefghij3",
            "ab3xy9kq",
            "1234!5678#90",
            "Abcdefg!",
            "KeyRefAbc12",
            "My-Applic-v2",
            "aB1aB1aB1aB1")) {
      assertFalse(SecretHeuristics.barePassword(value), value);
    }
  }

  @Test
  void betweenBlanksItMustBeLongAndVaried() {
    assertTrue(SecretHeuristics.longRandom("aB3dE6gH9jKlMnOp"));
    for (String value :
        List.of(
            "aB3dE6gH9jKlMnO",
            "aB3dEfgH9jKlMnOp",
            "ab3de6gh9jklmnop",
            "Alpha-Beta-Gamma123",
            "aB1aB1aB1aB1aB1aB1")) {
      assertFalse(SecretHeuristics.longRandom(value), value);
    }
  }
}
