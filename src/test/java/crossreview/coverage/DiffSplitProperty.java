package crossreview.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.coverage.ArtifactScope.FileParts;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.model.Digest;
import crossreview.model.material.Artifact;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever git prints, its sections are within their bound and lose nothing. */
class DiffSplitProperty {
  private static final List<Integer> WINDOWS = List.of(150, 300, 700, 2_000, 1_000_000);

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSectionsPutTogetherAreTheDiffByteForByte(long seed) throws Exception {
    ArtifactScope plain = plain(RandomDiff.between(folder, seed));
    String text = plain.textAnalysis().text();

    assertEquals(text, DiffExcerpt.of(plain, plain.all()));
    for (int window : WINDOWS) {
      DiffSplit split = DiffSplit.of(plain, plain.all(), window);
      BitSet all = split.tooLarge();
      if (all.isEmpty()) {
        assertEquals(text, together(plain, split));
      }
      split
          .sections()
          .forEach(section -> {
            assertFalse(all.intersects(section), "a part is in two sections");
            all.or(section);
            long bytes = DiffExcerpt.of(plain, section).getBytes(UTF_8).length;
            assertTrue(bytes <= window, bytes + " bytes in a window of " + window);
          });
      assertEquals(plain.all(), all);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPartIsShownOrExcludedOrMissing(long seed) throws Exception {
    String text = RandomDiff.between(folder, seed);
    ArtifactScope scope = ArtifactScope.of(artifact(text), text, List.of());
    BitSet rest = scope.shown();
    scope
        .excluded()
        .keySet()
        .forEach(part -> {
          assertFalse(rest.get(part));
          rest.set(part);
        });

    assertEquals(scope.all(), rest);
    assertEquals(scope.all().cardinality(), scope.recorded().parts());
    assertEquals(scope.excluded().keySet().size(), scope.recorded().excludedParts().cardinality());
    String excerpt = DiffExcerpt.of(scope, scope.all());
    assertEquals(scope.whole(), excerpt.equals(text));
    assertEquals(files(text), files(excerpt));
  }

  private static long files(String text) {
    return ArtifactScope.of(artifact(text), text, List.of()).files().size();
  }

  /** The sections without the headers that are repeated. */
  private static String together(ArtifactScope scope, DiffSplit split) {
    StringBuilder all = new StringBuilder();
    for (BitSet section : split.sections()) {
      String text = DiffExcerpt.of(scope, section);
      int first = section.nextSetBit(0);
      for (int i = 0; i < scope.files().size(); i++) {
        FileParts span = scope.files().get(i);
        if (span.first() < first && first <= span.last()) {
          DiffFile file = scope.textAnalysis().files().get(i);
          String header = String.join("\n", file.header()) + "\n";
          assertTrue(text.startsWith(header));
          text = text.substring(header.length());
        }
      }
      all.append(text);
    }
    return all.toString();
  }

  /** The scope of a diff that excludes nothing. */
  private static ArtifactScope plain(String text) {
    ArtifactScope scope = ArtifactScope.of(artifact(text), text, List.of());
    List<FileParts> files =
        scope.files().stream().map(f -> new FileParts(f.first(), f.last(), false)).toList();
    return new ArtifactScope(scope.textAnalysis(), scope.parts(), files, Map.of(), Map.of());
  }

  static Artifact artifact(String text) {
    return new Artifact(Digest.of(text), text.length(), "text/x-diff", "a.diff");
  }
}
