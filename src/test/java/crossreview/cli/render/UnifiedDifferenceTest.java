package crossreview.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The difference of two texts for people. */
class UnifiedDifferenceTest {

  @Test
  void equalTextsHaveNone() {
    assertEquals(List.of(), UnifiedDifference.of("a\nb\n", "a\nb\n"));
    assertEquals(List.of(), UnifiedDifference.of("", ""));
  }

  @Test
  void aReplacedLineHasTwoLinesAroundIt() {
    assertEquals(
        List.of("@@ line 2 @@", " b", " c", "-d", "+D", " e", " f"),
        UnifiedDifference.of("a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nD\ne\nf\ng\n"));
  }

  @Test
  void changesFarFromEachOtherAreTwoHunks() {
    String text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

    assertEquals(
        List.of("@@ line 1 @@", "-1", " 2", " 3", "@@ line 6 @@", " 7", " 8", "+x", " 9"),
        UnifiedDifference.of(text, text.substring(2).replace("9\n", "x\n9\n")));
  }

  @Test
  void aMissingLineEndIsADifference() {
    assertEquals(
        List.of("@@ line 1 @@", "-a", "+a   (no line end)"), UnifiedDifference.of("a\n", "a"));
  }

  @Test
  void whatIsNotRemovedAndWhatIsAddedIsAlwaysTheNewText() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      String before = text(random);
      String after = text(random);

      List<String> lines = UnifiedDifference.of(before, after);

      long gone = lines.stream().filter(line -> line.startsWith("-")).count();
      long come = lines.stream().filter(line -> line.startsWith("+")).count();
      assertEquals(after.lines().count() - before.lines().count(), come - gone, before + after);
      assertTrue(lines.isEmpty() == before.equals(after), before + after);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12) + 1; i > 0; i--) {
      text.append((char) ('a' + random.nextInt(4))).append('\n');
    }
    return text.toString();
  }

  @Test
  void veryManyDifferentLinesAreReplacedAsAWholeInBoundedTime() {
    String before = "a\n".repeat(5_000);
    String after = "b\n".repeat(5_000);

    assertEquals(10_001, UnifiedDifference.of(before, after).size());
  }
}
