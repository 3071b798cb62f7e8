package crossreview.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.text.TextAnalysis;
import crossreview.model.vote.ReturnedHunk;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which hunks count as put back to what they were. */
class ReturnedHunksTest {
  private static String file(String path, int line, String context, String... changes) {
    long removed = List.of(changes).stream().filter(change -> change.startsWith("-")).count();
    return "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n@@ -%2$d,%3$d +%2$d,%4$d @@\n %5$s\n"
            .formatted(path, line, 1 + removed, 1 + changes.length - removed, context)
        + List.of(changes).stream().map(change -> change + "\n").collect(Collectors.joining());
  }

  private static TextAnalysis text(String... files) {
    return TextAnalysis.of("", "", String.join("", files));
  }

  /** What came back in the last of the texts, which rounds 1, 2, … were about. */
  private static List<ReturnedHunk> found(TextAnalysis... texts) {
    int last = texts.length - 1;
    ReturnedHunks hunks = new ReturnedHunks(texts[last], texts[last - 1]);
    for (int i = last - 2; i >= 0; i--) {
      hunks.look(i + 1, texts[i]);
    }
    return hunks.found();
  }

  private static TextAnalysis versions(String retries, String other) {
    return text(file("a.c", 5, "int a;", "+" + retries), file("b.c", 1, "int b;", "+" + other));
  }

  @Test
  void aHunkThatIsAsBeforeTheLastVersionIsFoundWithBothTexts() {
    List<ReturnedHunk> found =
        found(versions("retry(3);", "x"), versions("retry(5);", "y"), versions("retry(3);", "z"));

    assertEquals(List.of(new ReturnedHunk("a.c", 4, 1, "+retry(3);", "+retry(5);")), found);
    assertEquals(
        "a.c (line 4) is that of round 1 again: \"+retry(3);\", after \"+retry(5);\"",
        found.getFirst().words());
  }

  @Test
  void linesAroundAndTheLineNumberHaveNoSay() {
    TextAnalysis moved = text(file("a.c", 90, "int other;", "+retry(3);"));

    List<ReturnedHunk> found = found(versions("retry(3);", "x"), versions("retry(5);", "x"), moved);

    assertEquals(List.of(new ReturnedHunk("a.c", 4, 1, "+retry(3);", "")), found);
    assertTrue(found.getFirst().words().endsWith("after nothing"));
  }

  @Test
  void theLatestEarlierVersionIsNamed() {
    TextAnalysis three = versions("retry(3);", "x");
    TextAnalysis five = versions("retry(5);", "x");

    assertEquals(3, found(three, five, three, five, versions("retry(3);", "y")).getFirst().round());
  }

  @Test
  void whatStaysIsNewOrIsInAnotherFileDidNotReturn() {
    assertEquals(
        List.of(),
        found(versions("retry(3);", "x"), versions("retry(3);", "y"), versions("retry(4);", "z")));
    TextAnalysis elsewhere = text(file("c.c", 5, "int a;", "+retry(3);"));
    assertEquals(
        List.of(), found(versions("retry(3);", "x"), versions("retry(5);", "x"), elsewhere));
  }

  @Test
  void aHunkThatOnlyRemovesIsShownByItsRemovedLine() {
    TextAnalysis removing = text(file("a.c", 5, "int a;", "-free(p);"));

    List<ReturnedHunk> found = found(removing, text(file("a.c", 5, "int a;", "+x")), removing);

    assertEquals("-free(p);", found.getFirst().now());
  }

  @Test
  void ofManyTheFirstAreNamedAndNothingMoreIsSought() {
    String[] files =
        IntStream.range(0, 9).mapToObj(i -> file("f" + i, 1, "c", "+one")).toArray(String[]::new);
    ReturnedHunks hunks = new ReturnedHunks(text(files), text(file("g", 1, "c", "+two")));
    assertTrue(hunks.seeks());

    hunks.look(1, text(files));

    assertEquals(ReturnedHunk.NAMED_MAX, hunks.found().size());
    assertFalse(hunks.seeks());
  }
}
