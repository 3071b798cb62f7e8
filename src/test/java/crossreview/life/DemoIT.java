package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code crossreview demo}: the first thing that anybody sees. */
class DemoIT {
  private static final Path BUILT = Path.of("target", "crossreview").toAbsolutePath();

  @TempDir Path home;

  @Test
  void itIsRefusedRevisedAndApprovedWithProof() throws Exception {
    try (Program demo = Program.with(home).run("demo")) {
      assertEquals(0, demo.exit(), demo::said);

      String said = String.join("\n", demo.out());
      assertTrue(said.contains("round 1   secrets ✗   hygiene ✗   tests ✓   structure ✗"), said);
      assertTrue(said.contains("revised by tidy: 4 lines in 2 files"), said);
      assertTrue(said.contains("round 2   secrets ✓   hygiene ✓   tests ✓   structure ✓"), said);
      assertTrue(said.contains("UNANIMOUS after 2 rounds"), said);
      assertTrue(said.contains("chain ok"), said);
      assertTrue(Files.size(told(demo, "text ")) > 1_000, said);
      assertTrue(Files.size(told(demo, "report ")) > 1_000, said);
      assertFalse(said.contains("\u001b["), "colours on a pipe");
    }
  }

  @Test
  void whatItLeavesCanBeVerifiedWithoutADaemon() throws Exception {
    try (Program demo = Program.with(home).run("demo")) {
      assertEquals(0, demo.exit(), demo::said);
      String session = told(demo, "text ").getParent().toString();

      try (Program verify = Program.with(home).run("verify", session)) {
        assertEquals(0, verify.exit(), verify::said);
      }
    }
  }

  @Test
  void itRunsFromACopyWithSpacesInItsNameThroughALinkAndChangesNothingThere() throws Exception {
    Path copy = home.resolve("a place with spaces");
    copy(BUILT, copy);
    Path link =
        Files.createSymbolicLink(home.resolve("crossreview"), copy.resolve("bin/crossreview"));
    Map<String, FileTime> before = times(copy);

    try (Program demo = Program.with(home).from(link).run("demo")) {
      assertEquals(0, demo.exit(), demo::said);
    }

    assertEquals(before, times(copy));
  }

  /** The path behind a word of the last lines. */
  private static Path told(Program demo, String word) {
    return demo.out().stream()
        .map(String::strip)
        .filter(line -> line.startsWith(word))
        .map(line -> Path.of(line.substring(word.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(demo.said()));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.sorted().collect(Collectors.toList())) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static Map<String, FileTime> times(Path in) throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> all = Files.walk(in)) {
      for (Path path : all.toList()) {
        times.put(in.relativize(path).toString(), Files.getLastModifiedTime(path));
      }
    }
    return times;
  }
}
