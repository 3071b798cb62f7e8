package crossreview.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.diff.text.TextAnalysis;
import crossreview.model.Digest;
import crossreview.model.PartNumbers;
import crossreview.model.material.Artifact;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeDeltaTest {
  private static final String HEAD = "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n";

  private static String file(String path, String... hunks) {
    return HEAD.formatted(path) + String.join("", hunks);
  }

  private static String hunk(int line, String context, String added) {
    return "@@ -%1$d +%1$d,2 @@\n %2$s\n+%3$s\n".formatted(line, context, added);
  }

  private static ArtifactScope scope(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return ArtifactScope.of(
        new Artifact(Digest.of(bytes), bytes.length, "text/x-diff", "a"), text, List.of());
  }

  private static ChangeDelta delta(String now, String before, int... unshown) {
    BitSet none = new BitSet();
    for (int part : unshown) {
      none.set(part);
    }
    return ChangeDelta.of(scope(now), TextAnalysis.of("a", "text/x-diff", before), none);
  }

  private static String carried(String now, String before, int... unshown) {
    return PartNumbers.of(delta(now, before, unshown).carried());
  }

  @Test
  void anEqualHunkIsCarriedWhereverItMoved() {
    String before = file("a.c", hunk(10, "x", "one"), hunk(40, "y", "two"));
    String now = file("a.c", hunk(3, "w", "new"), hunk(11, "x", "one"), hunk(41, "y", "two"));

    assertEquals("2-3", carried(now, before));
  }

  @Test
  void otherSurroundingsAreNews() {
    assertEquals(
        "", carried(file("a.c", hunk(10, "x2", "one")), file("a.c", hunk(10, "x", "one"))));
  }

  @Test
  void theSameHunkInAnotherFileIsNews() {
    assertEquals("", carried(file("b.c", hunk(10, "x", "one")), file("a.c", hunk(10, "x", "one"))));
  }

  @Test
  void equalHunksAreMatchedInOrderAndOneMoreIsNews() {
    String one = hunk(10, "x", "one");
    String before = file("a.c", one, hunk(30, "x", "one"));
    String now = file("a.c", one, hunk(30, "x", "one"), hunk(50, "x", "one"));

    assertEquals("1-2", carried(now, before));
    assertEquals(Map.of("a.c", 1), delta(before, now).gone());
  }

  @Test
  void whatNobodyWasShownIsNews() {
    String text = file("a.c", hunk(10, "x", "one")) + file("b.c", hunk(10, "x", "one"));

    assertEquals("2", carried(text, text, 1));
  }

  @Test
  void whatIsExcludedNowIsNotCarried() {
    String text = file("a.c", hunk(10, "x", "one")) + file("go.sum", hunk(10, "x", "one"));

    assertEquals("1", carried(text, text));
  }

  @Test
  void aNewModeOfItsFileIsNewsForAHunk() {
    String hunk = "--- a/a.c\n+++ b/a.c\n" + hunk(10, "x", "one");
    String before = "diff --git a/a.c b/a.c\n" + hunk;
    String now = "diff --git a/a.c b/a.c\nold mode 100644\nnew mode 100755\n" + hunk;

    assertEquals("", carried(now, before));
  }

  @Test
  void theFilesOfAnOpenFindingAreShownAgain() {
    String text = file("a.c", hunk(10, "x", "one")) + file("b.c", hunk(10, "x", "one"));

    assertEquals(
        "1", PartNumbers.of(delta(text, text).showing(scope(text), Set.of("b.c")).carried()));
  }
}
