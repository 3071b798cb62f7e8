package crossreview.coverage;

import static crossreview.coverage.DiffSplitProperty.artifact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.PartNumbers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text of some parts: their hunks below the header of their file, and nothing else. */
class DiffExcerptTest {
  private static final String ONE = "@@ -1 +1 @@\n-old one\n+new one\n";
  private static final String TWO = "@@ -11 +11 @@\n-old two\n+new two\n";
  private static final String MAIL = "A subject\n\nA message\n";
  private static final String SIGNATURE = "-- \n2.50.1\n";
  private static final String A = head("a.c") + ONE + TWO;
  private static final String B = head("b.c") + ONE;

  private static String head(String path) {
    return "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n".formatted(path);
  }

  private static String excerpt(String text, String parts) {
    ArtifactScope scope = ArtifactScope.of(artifact(text), text, List.of());
    return DiffExcerpt.of(scope, PartNumbers.parse(parts));
  }

  @Test
  void theFirstHunkOfAFileIsShownBelowItsHeader() {
    assertEquals(head("a.c") + ONE, excerpt(A + B, "1"));
  }

  @Test
  void theLastHunkOfAFileIsShownBelowItsHeader() {
    assertEquals(head("a.c") + TWO, excerpt(A + B, "2"));
  }

  @Test
  void partsOfTwoFilesAreInTheirOrder() {
    assertEquals(head("a.c") + TWO + B, excerpt(A + B, "2-3"));
  }

  @Test
  void noPartsAreNoText() {
    assertEquals("", excerpt(A + B, ""));
  }

  @Test
  void whatIsBeforeTheFirstFileComesWithTheFirstPart() {
    assertEquals(MAIL + head("a.c") + ONE, excerpt(MAIL + A, "1"));
    assertEquals(head("a.c") + TWO, excerpt(MAIL + A, "2"));
  }

  @Test
  void whatFollowsAFileComesWithItsLastPart() {
    assertEquals(head("a.c") + ONE, excerpt(A + SIGNATURE, "1"));
    assertEquals(head("a.c") + TWO + SIGNATURE, excerpt(A + SIGNATURE, "2"));
  }

  @Test
  void onlyTheLastLineOfTheChangeIsWithoutItsEnd() {
    String open = (A + B).substring(0, (A + B).length() - 1);

    assertEquals(open, excerpt(open, "1-3"));
    assertEquals(head("a.c") + ONE, excerpt(open, "1"));
    assertEquals(B.substring(0, B.length() - 1), excerpt(open, "3"));
  }

  @Test
  void ofAnExcludedBinaryFileTheEncodedContentIsLeftOut() {
    String said = "diff --git a/a.bin b/a.bin\nindex 1..2\nGIT binary patch\n";

    assertEquals(said + B, excerpt(said + "literal 1\nIcmZPo0000\n\n" + B, "1-2"));
  }

  @Test
  void ofAnExcludedFileTheHunksAreLeftOut() {
    String sums = head("go.sum") + ONE;

    assertEquals(head("go.sum") + B, excerpt(sums + B, "1-2"));
  }

  @Test
  void aTextThatIsCalledADiffAndHasNoFileIsShownWhole() {
    assertEquals("nothing to read\n", excerpt("nothing to read\n", "1"));
  }
}
