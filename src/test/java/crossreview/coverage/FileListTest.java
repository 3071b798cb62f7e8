package crossreview.coverage;

import static crossreview.coverage.DiffSplitProperty.artifact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.diff.text.TextAnalysis;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reviewer is told about the files whose hunks it is not shown. */
class FileListTest {
  private static final String ONE = "@@ -1 +1,2 @@\n-old one\n+new one\n+and more\n";
  private static final String TWO = "@@ -11 +12 @@\n-old two\n+new two\n";

  private static String file(String path, String... hunks) {
    String head = "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n".formatted(path);
    return head + String.join("", hunks);
  }

  private static ArtifactScope scope(String text) {
    return ArtifactScope.of(artifact(text), text, List.of());
  }

  private static String list(String now, String before) {
    TextAnalysis earlier = TextAnalysis.of("a.diff", "text/x-diff", before);
    ArtifactScope scope = scope(now);
    return FileList.of(scope, ChangeDelta.of(scope, earlier, new BitSet()));
  }

  /** Files, each with a line of 40 characters if the name of the first has seven. */
  private static String files(String first, int count) {
    StringBuilder text = new StringBuilder(file(first, TWO));
    for (int i = 1; i < count; i++) {
      text.append(file("f" + (1_000 + i) + ".c", TWO));
    }
    return text.toString();
  }

  @Test
  void eachFileIsALineWithItsSizes() {
    assertEquals(
        """
        {"path":"a.c","added":3,"removed":2}
        {"path":"b.c","added":1,"removed":1}\
        """,
        FileList.of(scope(file("a.c", ONE, TWO) + file("b.c", TWO))));
  }

  @Test
  void whatIsExcludedOrMissingIsSaidWithItsReason() {
    String unseen = "diff --git a/big.c b/big.c\nindex 1111111..2222222 100644\n";

    assertEquals(
        """
        {"path":"go.sum","added":2,"removed":1,"excluded":"lock file"}
        {"path":"big.c","added":0,"removed":0,\
        "missing":"there is no hunk, although the content changed"}\
        """,
        FileList.of(scope(file("go.sum", ONE) + unseen)));
  }

  @Test
  void aTextWithoutFilesHasNoLines() {
    assertEquals("", FileList.of(scope("nothing to read\n")));
  }

  @Test
  void aListThatJustFitsIsWhole() {
    String list = FileList.of(scope(files("a".repeat(23), 585)));

    assertEquals(24_000, list.length());
    assertEquals(585, list.lines().count());
  }

  @Test
  void whatDoesNotFitIsCounted() {
    List<String> lines = FileList.of(scope(files("a".repeat(24), 587))).lines().toList();

    assertEquals("{\"more_files\":3}", lines.getLast());
    assertEquals(585, lines.size());
  }

  @Test
  void theListOfALaterRoundIsShorter() {
    List<String> lines = list(files("a".repeat(7), 200), "").lines().toList();

    assertEquals("{\"more_files\":54}", lines.getLast());
    assertEquals(147, lines.size());
  }

  @Test
  void changedFilesComeFirstAndSayHowManyHunksAreCarriedOver() {
    String before = file("a.c", ONE) + file("b.c", ONE) + file("c.c", ONE);
    String now = file("a.c", ONE) + file("b.c", ONE, TWO) + file("c.c", TWO);

    assertEquals(
        """
        {"path":"b.c","added":3,"removed":2,"carried":1}
        {"path":"c.c","added":1,"removed":1,"gone":1}
        {"path":"a.c","added":2,"removed":1,"carried":1}\
        """,
        list(now, before));
  }

  @Test
  void aFileWhoseOtherHunkIsGoneIsAChangedOne() {
    String before = file("a.c", ONE) + file("b.c", ONE, TWO);

    assertEquals(
        """
        {"path":"b.c","added":2,"removed":1,"carried":1,"gone":1}
        {"path":"a.c","added":2,"removed":1,"carried":1}\
        """,
        list(file("a.c", ONE) + file("b.c", ONE), before));
  }

  @Test
  void aFileThatIsNoLongerThereIsNamed() {
    String before = file("a.c", ONE) + file("b.c", ONE, TWO);

    assertEquals(
        """
        {"path":"b.c","gone":2}
        {"path":"a.c","added":2,"removed":1,"carried":1}\
        """,
        list(file("a.c", ONE), before));
  }
}
