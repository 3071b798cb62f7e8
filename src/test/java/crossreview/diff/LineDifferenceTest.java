package crossreview.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineDifferenceTest {

  @ParameterizedTest
  @CsvSource({
    "abc,abc,0",
    "abc,aXc,1",
    "abc,abXc,1",
    "abc,ac,1",
    "abc,'',3",
    "'',abc,3",
    "abc,xyz,3",
    "abcabba,cbabac,3",
    "aaaa,aa,2",
    "ab,ba,1"
  })
  void aReplacedLineCountsOnce(String before, String after, int expected) {
    assertEquals(expected, LineDifference.count(lines(before), lines(after)));
  }

  @Test
  void theSearchAgreesWithATableOfCommonLines() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      List<String> before = words(random);
      List<String> after = words(random);

      int expected = Math.max(before.size(), after.size()) - common(before, after);

      assertEquals(expected, LineDifference.count(before, after), before + " " + after);
    }
  }

  @Test
  void hugeDifferencesAreBounded() {
    List<String> before = new ArrayList<>(Collections.nCopies(50_000, "a"));
    List<String> after = new ArrayList<>(Collections.nCopies(60_000, "b"));
    after.addAll(Collections.nCopies(5, "a"));
    after.add("b");

    assertEquals(60_001, LineDifference.count(before, after));
  }

  private static List<String> lines(String letters) {
    return letters.chars().mapToObj(Character::toString).toList();
  }

  private static List<String> words(Random random) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(9); i > 0; i--) {
      words.add(Integer.toString(random.nextInt(3)));
    }
    return words;
  }

  private static int common(List<String> before, List<String> after) {
    int[][] best = new int[before.size() + 1][after.size() + 1];
    for (int i = 1; i <= before.size(); i++) {
      for (int j = 1; j <= after.size(); j++) {
        boolean same = before.get(i - 1).equals(after.get(j - 1));
        best[i][j] = same ? best[i - 1][j - 1] + 1 : Math.max(best[i - 1][j], best[i][j - 1]);
      }
    }
    return best[before.size()][after.size()];
  }
}
