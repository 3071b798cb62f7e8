package crossreview.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.diff.text.TextAnalysis;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hunk is the same one wherever it is. */
class HunkIdentityProperty {
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

  private static List<HunkIdentity> of(String text) {
    return HunkIdentity.of(analysis(text));
  }

  private static TextAnalysis analysis(String text) {
    return TextAnalysis.of("a.diff", "", text);
  }
}
