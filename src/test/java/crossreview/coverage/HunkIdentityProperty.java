package crossreview.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import crossreview.diff.text.TextAnalysis;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A hunk is the same one wherever it is, and another one after any other change. */
class HunkIdentityProperty {
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

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, 15);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aShiftOfItsLinesDoesNotMatter(long seed) throws Exception {
    String text = RandomDiff.between(folder, seed);
    String shifted =
        text.replaceAll("(?m)^@@ -(\\d+)(,\\d+)? \\+(\\d+)(,\\d+)? @@.*", "@@ -1$1$2 +1$3$4 @@ f()")
            .replaceAll("(?m)^index [0-9a-f]+\\.\\.[0-9a-f]+ 100644$", "index 12..34 100644");

    List<HunkIdentity> before = of(text);
    List<HunkIdentity> after = of(shifted);

    assertEquals(before.size(), after.size());
    for (int i = 0; i < before.size(); i++) {
      if (analysis(text).parts().get(i).hunk() >= 0) {
        assertEquals(before.get(i), after.get(i));
      }
    }
  }

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

  private static List<HunkIdentity> of(String text) {
    return HunkIdentity.of(analysis(text));
  }

  private static TextAnalysis analysis(String text) {
    return TextAnalysis.of("a.diff", "", text);
  }
}
