package crossreview.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import crossreview.diff.text.TextAnalysis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hunk is another one after any change of it, and in another context after one around it. */
class HunkIdentityTest {
  private static final String DIFF =
      """
      diff --git a/a.c b/a.c
      old mode 100644
      new mode 100755
      index 1111111..2222222
      --- a/a.c
      +++ b/a.c
      @@ -10,5 +10,5 @@ int main() {
       before
      -old
      +new
       between
      +more
      -less
       after
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"-old | -olt", "+new | +nev", "+more | '+more '", "a.c | b.c", "-less | -Less"})
  void everyByteOfPathAndChangedLinesIsInItsId(String from, String to) {
    assertNotEquals(of(DIFF).getFirst().id(), of(DIFF.replace(from, to)).getFirst().id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' before' | ' Before'",
        "' after' | ' after '",
        "' between' | ' betwixt'",
        "new mode 100755 | new mode 100640"
      })
  void whatIsAroundItIsInItsContextAlone(String from, String to) {
    HunkIdentity one = of(DIFF).getFirst();
    HunkIdentity other = of(DIFF.replace(from, to)).getFirst();

    assertEquals(one.id(), other.id());
    assertNotEquals(one.context(), other.context());
  }

  @Test
  void theSameLinesAtAnotherPlaceBetweenTheContextAreAnotherContext() {
    String moved = DIFF.replace(" between\n+more\n", "+more\n between\n");
    HunkIdentity one = of(DIFF).getFirst();
    HunkIdentity other = of(moved).getFirst();

    assertEquals(one.id(), other.id());
    assertNotEquals(one.context(), other.context());
  }

  @Test
  void aMissingNewlineAtTheEndOfAChangedLineIsInItsId() {
    String whole = DIFF.replace("-less\n after\n", "-less\n").replace("-10,5 +10,5", "-10,4 +10,4");
    String cut = whole.replace("+more\n", "+more\n\\ No newline at end of file\n");

    assertNotEquals(of(whole).getFirst().id(), of(cut).getFirst().id());
  }

  @Test
  void aNoteAboutALineOfContextIsInItsContextAlone() {
    HunkIdentity one = of(DIFF).getFirst();
    HunkIdentity cut = of(DIFF + "\\ No newline at end of file\n").getFirst();

    assertEquals(one.id(), cut.id());
    assertNotEquals(one.context(), cut.context());
  }

  @Test
  void anEmptyLineOfContextWhoseBlankAnEditorTookAwayIsContext() {
    HunkIdentity one = of(DIFF).getFirst();
    HunkIdentity bare = of(DIFF.replace(" between\n", "\n")).getFirst();

    assertEquals(one.id(), bare.id());
    assertNotEquals(one.context(), bare.context());
  }

  @Test
  void theBlobsOfItsFileAreNotAroundIt() {
    assertEquals(of(DIFF), of(DIFF.replace("1111111..2222222", "3333333..4444444")));
  }

  @Test
  void aFileWithoutHunksIsAllThatItsHeaderSays() {
    String moved =
        "diff --git a/a.c b/b.c\nsimilarity index 100%\nrename from a.c\nrename to b.c\n";

    assertEquals(of(moved), of(moved));
    assertNotEquals(of(moved), of(moved.replace("similarity index 100%", "similarity index 99%")));
  }

  private static List<HunkIdentity> of(String text) {
    return HunkIdentity.of(TextAnalysis.of("a.diff", "", text));
  }
}
