package crossreview.coverage;

import static crossreview.coverage.DiffSplitProperty.artifact;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.PartNumbers;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At each edge of a window: what goes into which section, and what fits into none. */
class DiffSplitTest {
  private static final String ONE = "@@ -1 +1 @@\n-old one\n+new one\n";
  private static final String TWO = "@@ -11 +11 @@\n-old two\n+new two\n";
  private static final String LONG =
      "@@ -21 +21,2 @@\n-old three\n+a new line that is longer than all others\n+and another\n";

  private static String head(String path) {
    return "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n".formatted(path);
  }

  private static String file(String path, String... hunks) {
    return head(path) + String.join("", hunks);
  }

  private static DiffSplit split(String text, BitSet wanted, long bytesMax) {
    return DiffSplit.of(ArtifactScope.of(artifact(text), text, List.of()), wanted, bytesMax);
  }

  private static BitSet first(int parts) {
    BitSet wanted = new BitSet();
    wanted.set(1, parts + 1);
    return wanted;
  }

  /** The sections, each as its numbers; after a stroke the parts that fit into none. */
  private static String sections(DiffSplit split) {
    List<String> sections = split.sections().stream().map(PartNumbers::of).toList();
    return String.join(" ", sections) + " | " + PartNumbers.of(split.tooLarge());
  }

  private static String sections(String text, int parts, long bytesMax) {
    return sections(split(text, first(parts), bytesMax));
  }

  private static long bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  @Test
  void aChangeThatJustFitsIsOneSectionAndWithOneByteLessItIsTwo() {
    String text = file("a.c", ONE) + file("b.c", TWO);

    assertEquals("1-2 | ", sections(text, 2, bytes(text)));
    assertEquals("1 2 | ", sections(text, 2, bytes(text) - 1));
  }

  @Test
  void aFileThatFitsByItselfIsNotDivided() {
    String second = file("b.c", ONE, TWO);

    assertEquals("1 2-3 | ", sections(file("a.c", ONE) + second, 3, bytes(second)));
  }

  @Test
  void aLargerFileIsDividedBetweenHunksAndEachSectionCountsItsHeader() {
    String text = file("a.c", ONE, TWO, ONE.replace("1", "31"));
    long two = bytes(head("a.c") + ONE + TWO);

    assertEquals("1-2 3 | ", sections(text, 3, two));
    assertEquals("1 2 3 | ", sections(text, 3, two - 1));
  }

  @Test
  void theNextFileJoinsTheLastSectionOfADividedOne() {
    String text = file("a.c", LONG, ONE) + file("b.c", TWO);
    long rest = bytes(head("a.c") + ONE + file("b.c", TWO));

    assertEquals("1 2-3 | ", sections(text, 3, rest));
    assertEquals("1 2 3 | ", sections(text, 3, rest - 1));
  }

  @Test
  void aDividedFileBeginsASectionOfItsOwn() {
    String text = file("a.c", ONE) + file("b.c", TWO, LONG);
    long begun = bytes(file("a.c", ONE) + head("b.c") + TWO);

    assertEquals("1 2 3 | ", sections(text, 3, begun));
  }

  @Test
  void aHunkThatFitsIntoNoSectionIsNamedAndTheOthersAreShown() {
    String text = file("a.c", ONE, LONG, TWO);
    long window = bytes(head("a.c") + TWO);

    assertEquals("1 3 | 2", sections(text, 3, window));
    assertEquals("1 | 2-3", sections(text, 3, window - 1));
    assertEquals(" | 1-3", sections(text, 3, 10));
  }

  @Test
  void whatIsBeforeTheFirstFileCountsInTheSectionOfTheFirstPartOnly() {
    String mail = "A subject\n\nA message\n";
    String text = mail + file("a.c", ONE) + file("b.c", ONE);
    long window = bytes(mail + file("a.c", ONE));

    assertEquals("1 2 | ", sections(text, 2, window));
    assertEquals("2 | 1", sections(text, 2, window - 1));
  }

  @Test
  void aLongMessageThatFitsIntoNoSectionTakesOnlyTheFirstPartWithIt() {
    String text = "a long message\n".repeat(100) + file("a.c", ONE, TWO) + file("b.c", ONE);

    assertEquals("2-3 | 1", sections(text, 3, bytes(file("a.c", TWO) + file("b.c", ONE))));
  }

  @Test
  void aMessageCountsNothingWhereTheFirstPartIsNotWanted() {
    String text = "a long message\n".repeat(100) + file("a.c", ONE) + file("b.c", ONE);
    BitSet second = new BitSet();
    second.set(2);

    assertEquals("2 | ", sections(split(text, second, bytes(file("b.c", ONE)))));
  }

  @Test
  void onlyTheWantedPartsOfAFileAreCountedAndShown() {
    String text = file("a.c", ONE, LONG, TWO);
    BitSet wanted = first(3);
    wanted.clear(2);

    assertEquals("1,3 | ", sections(split(text, wanted, bytes(head("a.c") + ONE + TWO))));
    assertEquals("1 3 | ", sections(split(text, wanted, bytes(head("a.c") + ONE + TWO) - 1)));
  }

  @Test
  void whatFollowsAFileCountsWithItsLastHunk() {
    String signature = "-- \n2.50.1 (of the mail program)\n";
    String text = file("a.c", ONE, TWO) + signature;
    long window = bytes(head("a.c") + TWO + signature);

    assertEquals("1 2 | ", sections(text, 2, window));
    assertEquals("1 | 2", sections(text, 2, window - 1));
  }

  @Test
  void anExcludedFileTakesTheRoomOfItsHeader() {
    String text = file("a.c", ONE) + file("go.sum", LONG);
    long window = bytes(file("a.c", ONE) + head("go.sum"));

    assertEquals("1-2 | ", sections(text, 2, window));
    assertEquals("1 2 | ", sections(text, 2, window - 1));
  }

  @Test
  void aFileWithoutHunksTakesTheRoomOfItsHeader() {
    String moved =
        "diff --git a/b.c b/c.c\nsimilarity index 100%\nrename from b.c\nrename to c.c\n";
    String text = file("a.c", ONE) + moved;

    assertEquals("1-2 | ", sections(text, 2, bytes(text)));
    assertEquals("1 2 | ", sections(text, 2, bytes(text) - 1));
  }

  @Test
  void lettersThatTakeSeveralBytesAreCountedInBytes() {
    String text = file("a.c", "@@ -1 +1 @@\n-größer\n+\u0080\n") + file("b.c", ONE);

    assertEquals("1-2 | ", sections(text, 2, bytes(text)));
    assertEquals("1 2 | ", sections(text, 2, bytes(text) - 1));
  }

  @Test
  void moreSectionsThanACallMayHaveAreTooMuch() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < DiffSplit.SECTIONS_MAX + 2; i++) {
      text.append(file("f" + (10 + i) + ".c", ONE));
    }
    long window = bytes(file("f10.c", ONE));
    DiffSplit split = split(text.toString(), first(DiffSplit.SECTIONS_MAX + 2), window);

    assertEquals(DiffSplit.SECTIONS_MAX, split.sections().size());
    assertEquals("33-34", PartNumbers.of(split.tooLarge()));
  }
}
