package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.Folders;
import crossreview.testkit.ProgramProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code crossreview demo}: the first thing that anybody sees. */
class DemoIT {
  private static final Path BUILT = Path.of("target", "crossreview").toAbsolutePath();

  @TempDir Path home;

  @Test
  void itIsRefusedRevisedAndApprovedWithProof() throws Exception {
    try (ProgramProcess demo = ProgramProcess.with(home).run("demo")) {
      assertEquals(0, demo.exit(), demo::said);

      String said = String.join("\n", demo.out());
      assertTrue(
          said.contains("round 1   secrets ✗   hygiene ✗   tests ✓   structure ✗   logic ✓"), said);
      assertTrue(said.contains("revised by tidy: 4 lines in 2 files"), said);
      assertTrue(
          said.contains("round 2   secrets ✓   hygiene ✓   tests ✓   structure ✓   logic ✓"), said);
      assertTrue(said.contains("UNANIMOUS after 2 rounds"), said);
      assertTrue(said.contains("chain ok"), said);
      assertTrue(Files.size(told(demo, "text ")) > 1_000, said);
      assertTrue(Files.size(told(demo, "report ")) > 1_000, said);
      assertFalse(said.contains("\u001b["), "colours on a pipe");
    }
  }

  @Test
  void whatItLeavesCanBeVerifiedWithoutADaemon() throws Exception {
    try (ProgramProcess demo = ProgramProcess.with(home).run("demo")) {
      assertEquals(0, demo.exit(), demo::said);
      String session = told(demo, "text ").getParent().toString();

      try (ProgramProcess verify = ProgramProcess.with(home).run("verify", session)) {
        assertEquals(0, verify.exit(), verify::said);
      }
    }
  }

  /** Arabic writes other digits, and the lower case of a Turkish I is not an i. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=ar -Duser.country=EG",
        "-Duser.language=tr",
        "-Duser.language=de"
      })
  void theLanguageOfTheMachineChangesNoFile(String language) throws Exception {
    String setting = "export JAVA_TOOL_OPTIONS='" + language + "'";
    try (ProgramProcess demo = ProgramProcess.with(home).runAfter(setting, "demo")) {
      assertEquals(0, demo.exit(), demo::said);
      Path session = told(demo, "text ").getParent();
      assertTrue(Files.exists(session.resolve("events-000001.ndjson")), demo::said);

      try (ProgramProcess verify = ProgramProcess.with(home).run("verify", session.toString())) {
        assertEquals(0, verify.exit(), verify::said);
      }
    }
  }

  @Test
  void itRunsFromACopyWithSpacesInItsNameThroughALinkAndChangesNothingThere() throws Exception {
    Path copy = home.resolve("a place with spaces");
    Folders.copy(BUILT, copy);
    Path link =
        Files.createSymbolicLink(home.resolve("crossreview"), copy.resolve("bin/crossreview"));
    Map<String, FileTime> before = Folders.times(copy);

    try (ProgramProcess demo = ProgramProcess.with(home).from(link).run("demo")) {
      assertEquals(0, demo.exit(), demo::said);
    }

    assertEquals(before, Folders.times(copy));
  }

  /** The path behind a word of the last lines. */
  private static Path told(ProgramProcess demo, String word) {
    return demo.out().stream()
        .map(String::strip)
        .filter(line -> line.startsWith(word))
        .map(line -> Path.of(line.substring(word.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(demo.said()));
  }
}
