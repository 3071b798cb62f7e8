package crossreview.git;

import static crossreview.git.ChangeFixture.all;
import static crossreview.git.ChangeFixture.reader;
import static crossreview.git.ChangeFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.UnifiedDiff;
import crossreview.diff.text.TextAnalysis;
import crossreview.git.ChangeReader.ReadChange;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.testkit.GitSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the change between any two trees, and for the same change after a rebase. */
class RandomChangeProperty {
  private static final int FILES = 6;
  private static final int LINES = 60;
  private static final int QUIET = 12; // lines at the top that no edit touches, nor its context

  @TempDir Path top;

  static IntStream seeds() {
    return IntStream.range(0, 12);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aChangeIsReadInFullAppliesAndKeepsItsDigestAfterARebase(int seed) {
    Random random = new Random(seed);
    GitSandbox git = GitSandbox.init(top);
    List<List<String>> files = new ArrayList<>();
    for (int file = 0; file < FILES; file++) {
      files.add(lines(random, file));
      git.write(name(file), joined(files.get(file)));
    }
    git.commit("base");
    git.git("checkout", "-q", "-b", "topic");
    for (int file = 0; file < FILES; file += 1 + random.nextInt(2)) {
      edit(random, files.get(file));
      git.write(name(file), joined(files.get(file)) + (random.nextBoolean() ? "" : "no end"));
    }
    git.write("new " + seed, "new\n").git("rm", "-qf", name(FILES - 1));
    git.commit("change");

    ReadChange before = reader(top).read(new RangeChange("main", "topic", true), all());
    UnifiedDiff diff = parsed(before);

    assertEquals(
        git.git("diff", "--no-renames", "--name-only", "main", "topic")
            .lines()
            .sorted()
            .toList()
            .size(),
        diff.files().size() + moved(diff),
        "every changed file is there");
    assertTrue(reader(top).gives(before.change(), text(before)), "it applies to its own base");

    git.git("checkout", "-q", "main");
    git.write(
        name(0),
        "moves all lines\n".repeat(1 + random.nextInt(5))
            + git.git("show", "main:" + name(0))
            + "\n");
    git.write("elsewhere", "x\n".repeat(1 + random.nextInt(9))).commit("main goes on");
    git.git("checkout", "-q", "topic");
    git.git("rebase", "-q", "main");
    ReadChange after = reader(top).read(new RangeChange("main", "topic", true), all());

    assertEquals(PatchDigest.of(diff), PatchDigest.of(parsed(after)));
    assertTrue(reader(top).gives(after.change(), text(before)), "the reviewed diff gives it too");
  }

  private static long moved(UnifiedDiff diff) {
    return diff.files().stream()
        .filter(file -> file.header().stream().anyMatch(line -> line.startsWith("rename from ")))
        .count();
  }

  private static UnifiedDiff parsed(ReadChange read) {
    return TextAnalysis.of("", "", text(read)).diff().orElseThrow();
  }

  private static String name(int file) {
    return file % 2 == 0 ? "src/a b" + file + ".c" : "ü" + file + ".txt";
  }

  private static List<String> lines(Random random, int file) {
    return IntStream.range(0, LINES)
        .mapToObj(line -> "file " + file + " line " + line + " " + random.nextInt(1_000))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static void edit(Random random, List<String> lines) {
    for (int edits = 1 + random.nextInt(5); edits > 0; edits--) {
      int at = QUIET + random.nextInt(lines.size() - QUIET);
      switch (random.nextInt(3)) {
        case 0 -> lines.set(at, "changed " + random.nextInt());
        case 1 -> lines.add(at, "+added -" + random.nextInt());
        default -> lines.remove(at);
      }
    }
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
