package crossreview.git;

import static crossreview.git.ChangeFixture.all;
import static crossreview.git.ChangeFixture.reader;
import static crossreview.git.ChangeFixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.unifieddiff.UnifiedDiffFile;
import com.github.difflib.unifieddiff.UnifiedDiffReader;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.UnifiedDiff.LineKind;
import crossreview.diff.UnifiedDiff.LineRange;
import crossreview.diff.text.TextAnalysis;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.testkit.GitSandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A reader of unified diffs that others wrote (java-diff-utils) sees the same files, hunks and
 * lines as ours in the change between two random trees.
 *
 * <p>It ends lines at a lone carriage return and leaves quoted names quoted, so the trees have
 * neither; {@code RealGitProperty} compares both with git's own counts.
 */
class IndependentReaderProperty {
  private static final List<String> LINES =
      List.of("a", "b", "", "-- x", "++ y", "@@ -1 +1 @@", "diff --git a/x b/x", "é", " d", "\t");
  private static final List<String> NAMES =
      List.of("a", "b/a", "d/a/a", "b/b b", "c d/e", "x -> y", "b/c", "a b/a b", "d/long.txt");

  @TempDir Path top;

  static IntStream seeds() {
    return IntStream.range(0, 12);
  }

  /**
   * A hunk as either reader sees it.
   *
   * @param start first line of the old side, 0 for an empty file
   * @param removed numbers of the removed lines in the old file
   * @param added numbers of the added lines in the new file
   */
  private record SeenHunk(
      int start,
      List<String> before,
      List<String> after,
      List<Integer> removed,
      List<Integer> added) {}

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void bothReadersSeeTheSameFilesHunksAndLines(int seed) throws IOException {
    Random random = new Random(seed);
    GitSandbox git = GitSandbox.init(top);
    write(random);
    git.write("always", "1\n").commit("base");
    git.git("checkout", "-q", "-b", "topic");
    write(random);
    git.write("always", "2\n").commit("change");

    String diff = text(reader(top).read(new RangeChange("main", "topic", true), all()));

    assertEquals(theirs(diff), ours(diff), diff);
  }

  private void write(Random random) throws IOException {
    for (String name : NAMES) {
      Path file = top.resolve(name);
      if (random.nextInt(4) == 0) {
        Files.deleteIfExists(file);
      } else if (random.nextInt(3) > 0) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content(random));
      }
    }
    byte[] picture = new byte[20]; // of NUL bytes, so that git calls it binary
    picture[0] = (byte) random.nextInt();
    Files.write(top.resolve("p.png"), picture);
  }

  private static String content(Random random) {
    List<String> lines =
        new ArrayList<>(IntStream.range(0, 60).mapToObj(i -> "line " + i).toList());
    for (int edits = random.nextInt(12); edits > 0; edits--) {
      lines.set(random.nextInt(lines.size()), LINES.get(random.nextInt(LINES.size())));
    }
    String text = String.join("\n", lines.subList(random.nextInt(40), lines.size()));
    return random.nextInt(4) == 0 ? text : text + "\n";
  }

  private static Map<String, List<SeenHunk>> theirs(String diff) throws IOException {
    Map<String, List<SeenHunk>> seen = new TreeMap<>();
    ByteArrayInputStream bytes = new ByteArrayInputStream(diff.getBytes(UTF_8));
    for (UnifiedDiffFile file : UnifiedDiffReader.parseUnifiedDiff(bytes).getFiles()) {
      boolean gone = "/dev/null".equals(file.getToFile());
      seen.put(
          gone ? file.getFromFile() : file.getToFile(),
          file.getPatch().getDeltas().stream().map(IndependentReaderProperty::theirs).toList());
    }
    return seen;
  }

  private static SeenHunk theirs(AbstractDelta<String> hunk) {
    Chunk<String> before = hunk.getSource();
    return new SeenHunk(
        before.getPosition(),
        before.getLines(),
        hunk.getTarget().getLines(),
        before.getChangePosition(),
        hunk.getTarget().getChangePosition());
  }

  private static Map<String, List<SeenHunk>> ours(String diff) {
    Map<String, List<SeenHunk>> seen = new TreeMap<>();
    for (DiffFile file : TextAnalysis.of("", "", diff).files()) {
      seen.put(
          file.fileMetadata().path(),
          file.hunks().stream().map(IndependentReaderProperty::ours).toList());
    }
    return seen;
  }

  private static SeenHunk ours(Hunk hunk) {
    return new SeenHunk(
        Math.max(0, hunk.before().start() - 1),
        side(hunk, LineKind::onOldSide),
        side(hunk, LineKind::onNewSide),
        numbers(hunk, hunk.before(), LineKind.REMOVED, LineKind::onOldSide),
        numbers(hunk, hunk.after(), LineKind.ADDED, LineKind::onNewSide));
  }

  private static List<String> side(Hunk hunk, Predicate<LineKind> side) {
    return hunk.lines().stream()
        .filter(line -> side.test(line.lineKind()))
        .map(DiffLine::text)
        .toList();
  }

  private static List<Integer> numbers(
      Hunk hunk, LineRange range, LineKind wanted, Predicate<LineKind> side) {
    List<Integer> numbers = new ArrayList<>();
    int number = range.start();
    for (DiffLine line : hunk.lines()) {
      if (line.lineKind() == wanted) {
        numbers.add(number);
      }
      number += side.test(line.lineKind()) ? 1 : 0;
    }
    return numbers;
  }
}
